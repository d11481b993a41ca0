package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.history.Tally;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranker.Feature;
import dev.parallax.recommendation.ranking.Interests;
import dev.parallax.recommendation.ranking.Ranker;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Says of items what the ranker is told: the {@link Feature}s, of this customer, in this list.
 * Rounded to what is announced, so that what is learned from is exactly what is served. Of what is
 * sensitive nothing of the customer's own is in them.
 */
final class Featuring {
  private static final double SMALLEST_SHARE = Math.exp(-7);
  private static final double SECONDS_OF_WEEK = 7 * 86_400.0;
  private static final float DIGITS = 10_000;

  private final Offer offer;
  private final Asker asker;
  private final Allowance allowance;
  private final IntFunction<Ranker.Parts> parts;
  private final Map<String, Double> categories = new HashMap<>();
  private final boolean aboutSomething;
  private final boolean newcomer;
  private final Popularity ofSegment;
  private final double usualPrice;
  private final long now;
  private double best = 1;

  /**
   * @param now in seconds since 1970
   * @param parts an item's blended score by source
   */
  Featuring(
      Offer offer,
      Question question,
      Asker asker,
      Allowance allowance,
      Interests interests,
      long now,
      IntFunction<Ranker.Parts> parts) {
    this.offer = offer;
    this.asker = asker;
    this.allowance = allowance;
    this.parts = parts;
    this.now = now;
    this.aboutSomething = question.isAboutSomething();
    this.newcomer = interests.size() == 0;
    this.ofSegment = asker.segment() == null ? null : offer.segment(asker.segment().id());
    double prices = 0;
    double priced = 0;
    for (int i = 0; i < interests.size(); i++) {
      CatalogItem own = offer.item(interests.item(i));
      if (own != null && interests.total() > 0) {
        categories.merge(own.category(), interests.weight(i) / interests.total(), Double::sum);
        if (own.price() != null && !allowance.isSensitive(own)) {
          prices += interests.weight(i) * price(own);
          priced += interests.weight(i);
        }
      }
    }
    this.usualPrice = priced > 0 ? prices / priced : Double.NaN;
  }

  /** Scores are told as shares of the best of these, without what rules and tact multiply it by. */
  void compareWith(int[] candidates) {
    double most = 0;
    for (int item : candidates) {
      most = Math.max(most, parts.apply(item).score());
    }
    best = most > 0 ? most : 1;
  }

  float[] of(int item) {
    float[] row = new float[Feature.COUNT];
    CatalogItem known = offer.item(item);
    Ranker.Parts made = parts.apply(item);
    set(row, Feature.SCORE, Math.log(Math.max(SMALLEST_SHARE, made.score() / best)));
    set(row, Feature.RULES, made.rules() / best);
    set(row, Feature.NEIGHBOURS, made.neighbours() / best);
    set(row, Feature.POPULAR, made.popular() / best);
    set(row, Feature.OTHER_CAUSES, made.extra() / best);
    set(row, Feature.NEW_ITEM, offer.overall().orders(item) == 0 ? 1 : 0);
    set(row, Feature.KNOWN_BY_TEXTS, offer.isCold(item) ? 1 : 0);
    if (aboutSomething) {
      set(row, Feature.RULES_AT_HAND, made.rules() / best);
      set(row, Feature.NEIGHBOURS_AT_HAND, made.neighbours() / best);
    }
    if (newcomer) {
      set(row, Feature.POPULAR_TO_NEWCOMERS, made.popular() / best);
    }
    if (ofSegment != null) {
      set(row, Feature.SEGMENT, ofSegment.share(item));
    }
    if (known != null) {
      set(row, Feature.PRICE, known.price() == null ? 0 : price(known));
      set(row, Feature.SAME_CATEGORY, allowance.isOfCategoryAtHand(known) ? 1 : 0);
      if (!allowance.isSensitive(known)) {
        own(known, row);
      }
    }
    return row;
  }

  private void own(CatalogItem item, float[] row) {
    set(row, Feature.CATEGORY_INTEREST, categories.getOrDefault(item.category(), 0.0));
    if (item.price() != null && !Double.isNaN(usualPrice)) {
      set(row, Feature.PRICE_DISTANCE, Math.abs(price(item) - usualPrice));
    }
    set(row, Feature.SHOWN_IN_VAIN, Math.log1p(allowance.visits(item.itemId())));
    Tally tally = asker.history().get(item.itemId());
    if (tally != null) {
      double weeks = Math.max(0, now - tally.last()) / SECONDS_OF_WEEK;
      set(row, Feature.RECENCY, Math.pow(0.5, weeks));
      set(row, Feature.BOUGHT, tally.everBought() ? 1 : 0);
    }
  }

  private static double price(CatalogItem item) {
    return Math.log1p(Math.max(0, item.price().doubleValue()));
  }

  private static void set(float[] row, Feature feature, double value) {
    row[feature.ordinal()] = Math.round(value * DIGITS) / DIGITS;
  }
}
