package dev.parallax.recommendation.rule;

import java.util.Locale;

/** What a basket is. */
public enum RuleSource {
  /** What was bought in one order. */
  BASKETS,
  /** What was looked at, put into the cart or wished for in one visit. */
  SESSIONS;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
