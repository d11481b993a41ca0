package dev.parallax.contracts;

import java.util.List;

/** The topics of the suite. Names are constants so that annotations can use them. */
public final class Topics {
  public static final String CUSTOMER_EVENTS = "customer-events";
  public static final String TRANSACTIONS = "transactions";
  public static final String FEEDBACK = "feedback";
  public static final String READINGS = "readings";
  public static final String CATALOG = "catalog";
  public static final String CUSTOMER_PROFILES = "customer-profiles";
  public static final String IDENTITY_MERGES = "identity-merges";
  public static final String IDENTITY_SPLITS = "identity-splits";
  public static final String SEGMENT_MEMBERSHIPS = "segment-memberships";
  public static final String RECOMMENDATION_EXPOSURES = "recommendation-exposures";
  public static final String FRAUD_DECISIONS = "fraud-decisions";
  public static final String FRAUD_LABELS = "fraud-labels";
  public static final String PRIVACY_REQUESTS = "privacy-requests";
  public static final String PRIVACY_RECEIPTS = "privacy-receipts";

  private static final String DLQ_SUFFIX = "-dlq";
  private static final String REPLAY = "-replay-";

  private Topics() {}

  /**
   * How a topic is made.
   *
   * @param compacted the log keeps the last record per key for ever; otherwise records age out by
   *     the broker's retention
   */
  public record Definition(String name, boolean compacted) {}

  /** Every topic but the dead-letter topics. */
  public static List<Definition> all() {
    return List.of(
        new Definition(CUSTOMER_EVENTS, false),
        new Definition(TRANSACTIONS, false),
        new Definition(FEEDBACK, false),
        new Definition(READINGS, false),
        new Definition(CATALOG, true),
        new Definition(CUSTOMER_PROFILES, true),
        new Definition(IDENTITY_MERGES, false),
        new Definition(IDENTITY_SPLITS, false),
        new Definition(SEGMENT_MEMBERSHIPS, true),
        new Definition(RECOMMENDATION_EXPOSURES, false),
        new Definition(FRAUD_DECISIONS, false),
        new Definition(FRAUD_LABELS, false),
        new Definition(PRIVACY_REQUESTS, false),
        new Definition(PRIVACY_RECEIPTS, false));
  }

  /** Where records of {@code topic} go that nobody could read. */
  public static String deadLetter(String topic) {
    return topic + DLQ_SUFFIX;
  }

  /**
   * Where the past of {@code topic} is sent again for one service, which reads it beside the topic
   * itself. Made when it is first needed.
   */
  public static String replay(String topic, String service) {
    return topic + REPLAY + service;
  }
}
