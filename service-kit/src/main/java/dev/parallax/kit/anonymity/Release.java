package dev.parallax.kit.anonymity;

import java.util.List;
import java.util.Optional;

/**
 * What of an aggregate may be shown.
 *
 * @param published in the order they came
 * @param other the withheld groups as one; nothing where even together they are too few, or nothing
 *     was withheld
 * @param withheld how many groups are not shown by themselves
 */
public record Release<T>(List<T> published, Optional<T> other, int withheld) {
  public Release {
    published = List.copyOf(published);
  }
}
