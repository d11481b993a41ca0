package dev.parallax.segmentation.segment;

import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.NoCurrency;
import java.util.Locale;

/** Writes the value of a feature for people. */
final class Numbers {
  private Numbers() {}

  /** Whole where it is large, two decimals where it is small, with unit where there is one. */
  static String of(Feature feature, double value, String currency) {
    if (feature == Feature.RETURN_RATE) {
      return String.format(Locale.ROOT, "%.0f %%", value * 100);
    }
    String number =
        Math.abs(value) >= 100 || value == Math.rint(value)
            ? String.format(Locale.ROOT, "%,.0f", value)
            : String.format(Locale.ROOT, Math.abs(value) >= 10 ? "%.1f" : "%.2f", value);
    return feature.isMoney() && !NoCurrency.CODE.equals(currency)
        ? number + " " + currency
        : number;
  }
}
