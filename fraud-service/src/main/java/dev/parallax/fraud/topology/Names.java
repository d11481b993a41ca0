package dev.parallax.fraud.topology;

/** Topics, stores and nodes of the topology that nobody else needs to know. */
final class Names {
  /** From the account's task to the terminal's and the device's; key {@code t:…} or {@code d:…}. */
  static final String SIGHTINGS = "fraud-sightings";

  /** State of terminals and shared devices, compacted, read by every replica. */
  static final String PROFILES = "fraud-profiles";

  /** Who was merged into whom, and who was split, compacted, read by every replica. */
  static final String LINKS = "fraud-links";

  /** Cards of erased customers, by account: what is kept of them has to go. */
  static final String ERASURES = "fraud-erasures";

  /** Who was erased and when, compacted, read by every replica. */
  static final String ERASED = "fraud-erased";

  static final String CARD_STORE = "cards";
  static final String DECIDED_STORE = "decided";
  static final String SUBJECT_STORE = "subjects";
  static final String PROFILE_STORE = "profiles";
  static final String CONSENT_STORE = "consents";
  static final String LINK_STORE = "links";

  static final String ERASED_STORE = "erased";

  static final String DECISION_SINK = "decision-sink";
  static final String SIGHTING_SINK = "sighting-sink";
  static final String PROFILE_SINK = "profile-sink";
  static final String LINK_SINK = "link-sink";
  static final String DEAD_LETTER_SINK = "dead-letter-sink";
  static final String LABEL_DEAD_LETTER_SINK = "label-dead-letter-sink";
  static final String MERGE_DEAD_LETTER_SINK = "merge-dead-letter-sink";
  static final String SPLIT_DEAD_LETTER_SINK = "split-dead-letter-sink";

  private static final String TERMINAL = "t:";

  /** The keys of all terminals lie between these two. */
  static final String FIRST_TERMINAL = TERMINAL;

  static final String AFTER_TERMINALS = "t;";
  private static final String DEVICE = "d:";

  private Names() {}

  static String terminal(String terminal) {
    return TERMINAL + terminal;
  }

  static String device(String device) {
    return DEVICE + device;
  }
}
