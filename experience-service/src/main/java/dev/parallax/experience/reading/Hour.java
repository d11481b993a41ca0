package dev.parallax.experience.reading;

import dev.parallax.contracts.reading.ReadingTaken;
import java.time.Instant;
import java.util.Comparator;

/** The readings of one sensor and metric within an hour. */
record Hour(String unit, long n, double total, double lowest, double highest) {

  /** Sorted, so that replicas write in the same order. */
  record Key(String device, String metric, String place, Instant start) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::device)
            .thenComparing(Key::metric)
            .thenComparing(Key::place)
            .thenComparing(Key::start);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  static Hour of(ReadingTaken reading) {
    return new Hour(reading.unit(), 1, reading.value(), reading.value(), reading.value());
  }

  Hour and(Hour later) {
    return new Hour(
        later.unit == null ? unit : later.unit,
        n + later.n,
        total + later.total,
        Math.min(lowest, later.lowest),
        Math.max(highest, later.highest));
  }
}
