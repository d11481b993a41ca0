package dev.parallax.ingestion.identity;

import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.Locale;

/**
 * Someone's word that two pseudonyms are one person. Which of them stays is not for the sender to
 * say ({@link dev.parallax.kit.pseudonym.Cid#SENIORITY}).
 *
 * @param one the visitor, where somebody signed in
 * @param at when it was said
 */
public record Link(String one, String other, Instant at, Why why) {
  /** On what word. */
  public enum Why {
    /**
     * A visitor gave a userId. If the visitor is a customer already, nothing follows: two people
     * share a device more often than one person has two accounts.
     */
    SIGN_IN,
    /** The sender said so. */
    ALIAS,
    /** Both gave the same further identifier. */
    IDENTIFIER,
    /** The same real id by another secret. */
    ROTATION,
    /** A person in charge said so; it ends a split. */
    OPERATOR;

    /** As it is stored and shown. */
    String wireName() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Link {
    Required.text("one", one);
    Required.text("other", other);
    Required.value("at", at);
    Required.value("why", why);
  }
}
