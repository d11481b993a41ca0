package dev.parallax.ingestion.collect;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.ingestion.identity.Given;
import dev.parallax.ingestion.identity.Link;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.vault.PersonalData;
import java.util.List;

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

  /**
   * The same but for what would be stored again. Words on identities stay: whether they change
   * anything is for the one to say who holds the lock.
   */
  Plan with(List<ProfileUpdate> newProfiles, List<PersonalData> newPersonal) {
    return new Plan(events, links, identifiers, newProfiles, newPersonal);
  }
}
