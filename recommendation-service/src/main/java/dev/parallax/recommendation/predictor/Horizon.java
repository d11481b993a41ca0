package dev.parallax.recommendation.predictor;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is predicted of customers: {@code buys-within-30-days}, {@code spend-within-30-days}.
 *
 * @param spend whether it is how much, not whether
 * @param days after the moment up to which the customer is described
 */
record Horizon(boolean spend, int days) {
  static final String EXPECTED =
      "must be buys-within-N-days or spend-within-N-days with 1 to 365 days, for customers";

  private static final Pattern TARGET = Pattern.compile("(buys|spend)-within-(\\d{1,3})-days");
  private static final int MOST_DAYS = 365;

  static Optional<Horizon> parse(String target) {
    Matcher matcher = TARGET.matcher(target);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int days = Integer.parseInt(matcher.group(2));
    return days < 1 || days > MOST_DAYS
        ? Optional.empty()
        : Optional.of(new Horizon(matcher.group(1).equals("spend"), days));
  }

  Duration length() {
    return Duration.ofDays(days);
  }
}
