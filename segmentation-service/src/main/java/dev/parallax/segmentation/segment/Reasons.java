package dev.parallax.segmentation.segment;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureVector;
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

  /** Why a customer is in the only segment there is. */
  static Reason onlySegment() {
    return new Reason(
        "only-segment",
        new Phrase("All customers who have bought something are in one segment", "所有购买过的客户都在同一客群中"),
        0,
        Map.of("segments", 1));
  }

  /** Never empty: somebody who is as near to the second nearest segment is told so. */
  static List<Reason> of(
      SegmentModel model, FeatureVector vector, List<Pull> pulls, Segment nearest, Segment second) {
    double margin = pulls.stream().mapToDouble(Pull::amount).sum();
    List<Reason> reasons =
        pulls.stream()
            .filter(pull -> pull.amount() > 0)
            .limit(MOST)
            .map(pull -> reason(model, pull, vector, nearest, second, margin))
            .toList();
    return reasons.isEmpty() ? List.of(equallyNear(second)) : reasons;
  }

  private static Reason equallyNear(Segment second) {
    return new Reason(
        "equally-near",
        new Phrase(
            "Is as near to what is typical here as to “%s”".formatted(second.name().en()),
            "与本客群及“%s”的典型值距离相同".formatted(second.name().zh())),
        0,
        Map.of("secondNearest", second.number(), "secondNearestName", second.name().en()));
  }

  /** A value that is not known was counted as the average, and so may have pulled as any other. */
  private static Reason reason(
      SegmentModel model,
      Pull pull,
      FeatureVector vector,
      Segment nearest,
      Segment second,
      double margin) {
    Feature feature = model.scaler().features().get(pull.dimension());
    double value = vector.get(feature);
    boolean known = !Double.isNaN(value);
    double counted = known ? value : model.scaler().unscale(pull.dimension(), 0);
    double here = nearest.centroid().get(feature.wireName());
    double there = second.centroid().get(feature.wireName());
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("feature", feature.wireName());
    evidence.put(known ? "value" : "countedAs", counted);
    evidence.put("typicalHere", here);
    evidence.put("typicalThere", there);
    evidence.put("secondNearest", second.number());
    evidence.put("secondNearestName", second.name().en());
    evidence.put("margin", margin);
    String own = Numbers.of(feature, counted, model.currency());
    String typicalHere = Numbers.of(feature, here, model.currency());
    String typicalThere = Numbers.of(feature, there, model.currency());
    Phrase subject = known ? value(feature, own) : unknown(feature, own);
    return new Reason(
        (known ? "near-in-" : "unknown-") + kebab(feature),
        new Phrase(
            "%s is nearer to what is typical here (%s) than for “%s” (%s)"
                .formatted(subject.en(), typicalHere, second.name().en(), typicalThere),
            "%s，更接近本客群的典型值（%s），而非“%s”的典型值（%s）"
                .formatted(subject.zh(), typicalHere, second.name().zh(), typicalThere)),
        pull.amount(),
        evidence);
  }

  private static Phrase value(Feature feature, String own) {
    return new Phrase(
        "%s of %s".formatted(feature.label().en(), own),
        "%s为 %s".formatted(feature.label().zh(), own));
  }

  private static Phrase unknown(Feature feature, String average) {
    Phrase why =
        switch (feature) {
          case LAST_RATING, AVERAGE_RATING -> new Phrase("Has not rated yet", "尚未评分");
          case ORDER_INTERVAL -> new Phrase("Has ordered only once", "仅下过一单");
          default ->
              new Phrase(feature.label().en() + " is not known", feature.label().zh() + "未知");
        };
    return new Phrase(
        "%s; counted as average (%s), which".formatted(why.en(), average),
        "%s，按平均值 %s 计".formatted(why.zh(), average));
  }

  private static String kebab(Feature feature) {
    return feature.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
