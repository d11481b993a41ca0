package dev.parallax.ingestion.source;

/**
 * How far a sender is believed about people. Nobody's word about the visitor who sends needs any of
 * it: that a visitor nobody owns has signed in, and what that visitor answers.
 *
 * @param identity whether it may say that two customers are one
 * @param consent whether it may answer for a customer whose visitor it is not
 */
public record Authority(boolean identity, boolean consent) {
  /** Of staff, services, and keys that no page has. */
  public static final Authority FULL = new Authority(true, true);

  /** Of a key that anybody may have read. */
  public static final Authority VISITOR = new Authority(false, false);

  /** The same for whoever may send files, but not answer for customers. */
  public Authority withoutConsent() {
    return new Authority(identity, false);
  }
}
