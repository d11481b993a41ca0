package dev.parallax.local.shop.life;

/** By which door something that happened reaches the suite. */
public enum Channel {
  /** A Segment message, for {@code /v1/batch}. */
  BEHAVIOUR,
  /** For {@code /v1/feedback}. */
  FEEDBACK,
  /** For {@code /v1/readings}. */
  READING,
  /** For {@code /v1/transactions}. */
  TRANSACTION
}
