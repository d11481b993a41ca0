package dev.parallax.ingestion.profile;

import dev.parallax.ingestion.identity.IdentityLinks;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose the visitors are who answer for customers, by the table of the current transaction: what a
 * replica remembers may be behind, and a yes must be the customer's own.
 */
record Speakers(Map<String, String> roots) {

  /** No query where it matters for none. */
  static Speakers of(Collection<ProfileUpdate> updates, IdentityLinks links) {
    Set<String> speakers =
        updates.stream()
            .filter(ProfileUpdate::isToBeChecked)
            .map(update -> update.voice().speaker())
            .collect(Collectors.toSet());
    return new Speakers(speakers.isEmpty() ? Map.of() : links.roots(speakers));
  }

  /**
   * What of an update is its speaker's to say.
   *
   * @param cid the customer it is of, from now on
   */
  ProfileUpdate heard(ProfileUpdate update, String cid) {
    String speaker = update.voice().speaker();
    return update.isToBeChecked() && !cid.equals(roots.getOrDefault(speaker, speaker))
        ? update.refusalsOnly()
        : update;
  }

  /** To be remembered, so that the next such answer needs no look into the store. */
  void addTo(Map<String, String> heirs) {
    heirs.putAll(roots);
  }
}
