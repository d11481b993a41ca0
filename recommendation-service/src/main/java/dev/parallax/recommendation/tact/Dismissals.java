package dev.parallax.recommendation.tact;

import java.util.Set;

/** What a customer does not want to be shown: items, and whole categories. */
public record Dismissals(Set<String> items, Set<String> categories) {
  /** Nothing. */
  public static final Dismissals NONE = new Dismissals(Set.of(), Set.of());

  public Dismissals {
    items = Set.copyOf(items);
    categories = Set.copyOf(categories);
  }
}
