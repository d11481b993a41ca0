package dev.parallax.fraud.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Random payments of a few cards, terminals and devices, for comparing with brute force. */
final class Timeline {
  private static final long START = 20_000L * Payment.SECONDS_PER_DAY;

  private Timeline() {}

  /** In order of time, no two at the same second. */
  static List<Payment> ordered(long seed, int size) {
    Random random = new Random(seed);
    List<Payment> payments = new ArrayList<>();
    long time = START;
    for (int i = 0; i < size; i++) {
      time += 1 + (long) (random.nextDouble() * random.nextDouble() * 2 * Payment.SECONDS_PER_DAY);
      payments.add(payment(random, i, time));
    }
    return payments;
  }

  /** The same in any order within a few days. */
  static List<Payment> disordered(long seed, int size) {
    Random random = new Random(seed);
    List<Payment> payments = new ArrayList<>(ordered(seed, size));
    payments.sort(
        Comparator.comparingLong(
            p -> p.epochSecond() + random.nextLong(2L * Payment.SECONDS_PER_DAY)));
    return payments;
  }

  private static Payment payment(Random random, int number, long time) {
    return new Payment(
        "t" + number,
        "k_" + random.nextInt(3),
        Math.round(random.nextDouble() * 10_000 - 500) / 100.0,
        random.nextInt(10) == 0 ? null : "T" + random.nextInt(4),
        random.nextInt(5) == 0 ? null : "d_" + random.nextInt(4),
        random.nextInt(6) == 0 ? null : random.nextBoolean() ? "DE" : "FR",
        random.nextBoolean() ? "online" : "in-store",
        time);
  }
}
