package dev.parallax.ingestion.collect;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.ingestion.identity.Given;
import dev.parallax.ingestion.identity.Link;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.vault.PersonalData;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a number of calls comes to.
 *
 * @param events in the order of the calls, one each
 * @param links that were not known yet
 * @param identifiers that were not known to be somebody's yet
 */
record Plan(
    List<CustomerEvent> events,
    List<Link> links,
    List<Given> identifiers,
    List<ProfileUpdate> profiles,
    List<PersonalData> personal) {

  /** Whether the database has to hear of it. */
  boolean changesState() {
    return !links.isEmpty() || !identifiers.isEmpty() || !profiles.isEmpty() || !personal.isEmpty();
  }

  /** Whether it would hear of answers on consent and of nothing else. */
  boolean changesOnlyAnswers() {
    return links.isEmpty()
        && identifiers.isEmpty()
        && personal.isEmpty()
        && !profiles.isEmpty()
        && profiles.stream().allMatch(update -> update.traits().isEmpty());
  }

  /** Whose profiles may change. */
  Set<String> customers() {
    return profiles.stream().map(ProfileUpdate::cid).collect(Collectors.toSet());
  }
}
