package dev.parallax.local.shop.card;

/** The three kinds of fraud, by how they can be seen. */
public enum FraudKind {
  /** An amount no honest customer pays. */
  AMOUNT,
  /** Everything at a compromised terminal, for four weeks. */
  TERMINAL,
  /** A third of a stolen card's payments, five times as high, for two weeks. */
  CARD
}
