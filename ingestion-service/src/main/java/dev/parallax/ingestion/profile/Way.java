package dev.parallax.ingestion.profile;

import java.util.Locale;

/** How an answer on consent reached us. */
public enum Way {
  /** A service of the firm's told it for the customer. */
  API,
  /** A person of the firm's entered it. */
  STAFF,
  /** A call of the Segment API, with its {@code context.consent} or {@code traits.consent}. */
  SEGMENT_CALL,
  /** Global Privacy Control: the browser says it for whoever uses it. */
  GPC,
  /** The operator of an import asserts it. */
  IMPORT;

  /** Kebab case, as it stands in JSON and in the history. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
