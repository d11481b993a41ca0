package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.history.Tally;
import dev.parallax.recommendation.occasion.Context;
import dev.parallax.recommendation.offer.Offer;
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
  private final String categoryAtHand;
  private final boolean aboutSomething;
  private final boolean newcomer;
  private final boolean ofSegment;
  private final long now;

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
    this.ofSegment = asker.segment() != null && offer.segment(asker.segment().id()) != null;
    int at =
        question.context() == Context.PRODUCT && question.itemId() != null
            ? offer.number(question.itemId())
            : ItemNumbers.UNKNOWN;
    this.categoryAtHand =
        at == ItemNumbers.UNKNOWN || offer.item(at) == null ? null : offer.item(at).category();
    for (int i = 0; i < interests.size(); i++) {
      CatalogItem own = offer.item(interests.item(i));
      if (own != null && interests.total() > 0) {
        categories.merge(own.category(), interests.weight(i) / interests.total(), Double::sum);
      }
    }
  }

  /**
   * @param best the score of the best candidate, above 0
   */
  float[] of(int item, double best) {
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
    if (ofSegment) {
      set(row, Feature.SEGMENT, offer.segment(asker.segment().id()).share(item));
    }
    if (known != null) {
      double price = known.price() == null ? 0 : known.price().doubleValue();
      set(row, Feature.PRICE, Math.log1p(Math.max(0, price)));
      set(row, Feature.SAME_CATEGORY, known.category().equals(categoryAtHand) ? 1 : 0);
      if (!allowance.isSensitive(known)) {
        own(known, row);
      }
    }
    return row;
  }

  private void own(CatalogItem item, float[] row) {
    set(row, Feature.CATEGORY_INTEREST, categories.getOrDefault(item.category(), 0.0));
    set(row, Feature.SHOWN_IN_VAIN, Math.log1p(allowance.visits(item.itemId())));
    Tally tally = asker.history().get(item.itemId());
    if (tally != null) {
      double weeks = Math.max(0, now - tally.last()) / SECONDS_OF_WEEK;
      set(row, Feature.RECENCY, Math.pow(0.5, weeks));
      set(row, Feature.BOUGHT, tally.everBought() ? 1 : 0);
    }
  }

  private static void set(float[] row, Feature feature, double value) {
    row[feature.ordinal()] = Math.round(value * DIGITS) / DIGITS;
  }
}
