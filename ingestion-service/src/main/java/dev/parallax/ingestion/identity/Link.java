package dev.parallax.ingestion.identity;

import dev.parallax.contracts.Required;
import java.time.Instant;

/**
 * Someone's word that two pseudonyms are one person.
 *
 * @param into the customer that stays
 * @param union whether the sender said so itself (alias): then what {@code from} was merged into
 *     before is merged too. Otherwise a visitor signed in; if another customer had signed in on
 *     that device before, the first keeps its history, since two people share a device more often
 *     than one person has two accounts
 */
public record Link(String from, String into, Instant at, boolean union) {
  public Link {
    Required.text("from", from);
    Required.text("into", into);
    Required.value("at", at);
  }
}
