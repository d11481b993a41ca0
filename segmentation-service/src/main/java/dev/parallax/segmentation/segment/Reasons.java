package dev.parallax.segmentation.segment;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Puts pulls into words. */
public final class Reasons {
  private static final int MOST = 3;

  private Reasons() {}

  /** Why a customer without purchases is where it is. */
  public static Reason noPurchases() {
    return new Reason(
        "no-purchases-yet",
        new Phrase("Has not bought anything yet", "尚未购买任何商品"),
        0,
        Map.of("orders", 0));
  }

  static List<Reason> of(
      SegmentModel model, FeatureVector vector, List<Pull> pulls, Segment nearest, Segment second) {
    double margin = pulls.stream().mapToDouble(Pull::amount).sum();
    List<Reason> reasons = new ArrayList<>();
    for (Pull pull : pulls) {
      double value = vector.get(model.scaler().features().get(pull.dimension()));
      if (reasons.size() < MOST && pull.amount() > 0 && !Double.isNaN(value)) {
        reasons.add(reason(model, pull, value, nearest, second, margin));
      }
    }
    return reasons;
  }

  private static Reason reason(
      SegmentModel model, Pull pull, double value, Segment nearest, Segment second, double margin) {
    Feature feature = model.scaler().features().get(pull.dimension());
    double here = nearest.centroid().get(feature.wireName());
    double there = second.centroid().get(feature.wireName());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("feature", feature.wireName());
    evidence.put("value", value);
    evidence.put("typicalHere", here);
    evidence.put("typicalThere", there);
    evidence.put("secondNearest", second.number());
    evidence.put("secondNearestName", second.name().en());
    evidence.put("margin", margin);
    String own = Numbers.of(feature, value, model.currency());
    String typicalHere = Numbers.of(feature, here, model.currency());
    String typicalThere = Numbers.of(feature, there, model.currency());
    return new Reason(
        "near-in-" + kebab(feature),
        new Phrase(
            "%s of %s is nearer to what is typical here (%s) than for “%s” (%s)"
                .formatted(
                    feature.label().en(), own, typicalHere, second.name().en(), typicalThere),
            "%s为 %s，更接近本客群的典型值（%s），而非“%s”的典型值（%s）"
                .formatted(
                    feature.label().zh(), own, typicalHere, second.name().zh(), typicalThere)),
        pull.amount(),
        evidence);
  }

  private static String kebab(Feature feature) {
    return feature.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
