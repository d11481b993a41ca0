package dev.parallax.local.shop.check;

import java.util.Locale;
import java.util.Objects;

/**
 * One measured comparison with the truth.
 *
 * @param name what was measured
 * @param value the measurement
 * @param chance what a guess would reach
 * @param floor what is asked for, well above chance
 * @param basis what it was measured on, for people
 */
public record Figure(String name, double value, double chance, double floor, String basis) {

  public Figure {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(basis, "basis");
  }

  /** Whether the floor is reached; a figure that could not be measured is not. */
  public boolean holds() {
    return value >= floor;
  }

  /** A line for people. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "  %-4s %-34s %6.3f   (chance %.3f, floor %.2f)   %s",
        holds() ? "ok" : "LOW",
        name,
        value,
        chance,
        floor,
        basis);
  }
}
