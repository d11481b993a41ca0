package dev.parallax.segmentation.feature;

import dev.parallax.contracts.Phrase;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A measure of a customer. Amounts, counts and durations spread over orders of magnitude and are
 * compared by their logarithm ({@link Scale#LOG}); shares and marks are compared as they are.
 */
public enum Feature {
  /** Days from the last purchase to the reference time. */
  RECENCY("recency", Scale.LOG, "Days since last purchase", "距上次购买天数"),
  /** Number of purchases. */
  FREQUENCY("frequency", Scale.LOG, "Number of orders", "订单数"),
  /** Money spent less money given back, in the main currency, never below zero. */
  MONETARY("monetary", Scale.LOG, "Total spend", "消费总额"),
  /** Pieces per order that lists its products. */
  BASKET_SIZE("basketSize", Scale.LOG, "Pieces per order", "每单件数"),
  /** Days from the first purchase to the reference time. */
  TENURE("tenure", Scale.LOG, "Days since first purchase", "距首次购买天数"),
  /** Number of distinct categories bought from. */
  CATEGORY_BREADTH("categoryBreadth", Scale.LOG, "Categories bought from", "购买品类数"),
  /** Share of orders of which something was given back, in [0, 1]. */
  RETURN_RATE("returnRate", Scale.LINEAR, "Return rate", "退货率"),
  /** The latest rating by event time, 1 to 5. */
  LAST_RATING("lastRating", Scale.LINEAR, "Last rating", "最近评分"),
  /** Money per purchase before refunds, in the main currency. */
  AVERAGE_ORDER_VALUE("averageOrderValue", Scale.LOG, "Average order value", "平均订单金额"),
  /** Mean days between one purchase and the next; unknown below two purchases. */
  ORDER_INTERVAL("orderInterval", Scale.LOG, "Days between orders", "购买间隔天数"),
  /** Mean of all ratings, 1 to 5: steadier than the last one. */
  AVERAGE_RATING("averageRating", Scale.LINEAR, "Average rating", "平均评分");

  /** How values of a feature are compared. */
  public enum Scale {
    LOG {
      @Override
      public double to(double value) {
        return Math.log1p(value);
      }

      @Override
      public double from(double scaled) {
        return Math.expm1(scaled);
      }
    },
    LINEAR {
      @Override
      public double to(double value) {
        return value;
      }

      @Override
      public double from(double scaled) {
        return scaled;
      }
    };

    public abstract double to(double value);

    public abstract double from(double scaled);
  }

  /** What a segmentation uses when the caller names no features. */
  public static final List<Feature> DEFAULTS =
      List.of(
          RECENCY,
          FREQUENCY,
          MONETARY,
          BASKET_SIZE,
          TENURE,
          CATEGORY_BREADTH,
          RETURN_RATE,
          LAST_RATING);

  private final String wireName;
  private final Scale scale;
  private final Phrase label;

  Feature(String wireName, Scale scale, String en, String zh) {
    this.wireName = wireName;
    this.scale = scale;
    this.label = new Phrase(en, zh);
  }

  /** Camel case, as it stands in JSON. */
  public String wireName() {
    return wireName;
  }

  public Scale scale() {
    return scale;
  }

  /** For people. */
  public Phrase label() {
    return label;
  }

  /** Whether its values are money in the main currency. */
  public boolean isMoney() {
    return this == MONETARY || this == AVERAGE_ORDER_VALUE;
  }

  /** The feature of that name, empty when there is none. */
  public static Optional<Feature> parse(String wireName) {
    return Arrays.stream(values()).filter(f -> f.wireName.equals(wireName)).findFirst();
  }

  /** All names, for messages that say what would be accepted. */
  public static String names() {
    return Arrays.stream(values()).map(Feature::wireName).collect(Collectors.joining(", "));
  }
}
