package dev.parallax.experience.friction;

import dev.parallax.kit.problem.Problems;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can stand in somebody's way. */
enum FrictionKind {
  RAGE_CLICK,
  DEAD_CLICK,
  FORM_ABANDON,
  ERROR,
  EMPTY_SEARCH,
  SLOW_PAGE;

  /** As it is stored and stands in answers. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @param name null for any
   * @throws RuntimeException a 400 problem naming {@code kind}
   */
  static FrictionKind parse(String name) {
    if (name == null || name.isBlank()) {
      return null;
    }
    return Arrays.stream(values())
        .filter(kind -> kind.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Problems.invalid(
                    "kind",
                    "must be one of "
                        + Arrays.stream(values())
                            .map(FrictionKind::wireName)
                            .collect(Collectors.joining(", "))));
  }

  /** The one that {@link #wireName} gave. */
  static FrictionKind ofWireName(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
