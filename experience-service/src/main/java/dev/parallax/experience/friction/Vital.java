package dev.parallax.experience.friction;

import java.util.Locale;

/** The Core Web Vitals with the thresholds of web.dev/articles/vitals. */
enum Vital {
  /** Largest contentful paint, ms: how long until there is something to see. */
  LCP(2_500, 4_000),
  /** Interaction to next paint, ms: how long until something happens. */
  INP(200, 500),
  /** Cumulative layout shift: how much jumps about. */
  CLS(0.1, 0.25);

  private final double good;
  private final double poor;

  Vital(double good, double poor) {
    this.good = good;
    this.poor = poor;
  }

  /** What is at most this is good. */
  double good() {
    return good;
  }

  /** What is above this is poor; between the two it needs improvement. */
  double poor() {
    return poor;
  }

  /** The column of {@code page_visit}. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }
}
