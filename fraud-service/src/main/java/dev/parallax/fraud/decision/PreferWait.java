package dev.parallax.fraud.decision;

import dev.parallax.kit.problem.Problems;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The preference {@code wait} of RFC 7240: how many seconds the caller is willing to wait. */
final class PreferWait {
  private static final Pattern WAIT =
      Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?:$|[,;\\s])");

  private PreferWait() {}

  /**
   * @param prefer the header, may be null
   * @return {@code otherwise} where it says nothing of waiting
   * @throws RuntimeException a 400 problem beyond {@code longest}
   */
  static Duration of(String prefer, Duration otherwise, Duration longest) {
    Matcher wait = prefer == null ? null : WAIT.matcher(prefer);
    if (wait == null || !wait.find()) {
      return otherwise;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
    if (asked.isZero() || asked.compareTo(longest) > 0) {
      throw Problems.invalid("Prefer", "wait must be between 1 and " + longest.toSeconds());
    }
    return asked;
  }
}
