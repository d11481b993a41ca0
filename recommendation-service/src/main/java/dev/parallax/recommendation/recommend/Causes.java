package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.behaviour.RepurchaseReader;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.content.TextIndex;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.history.Tally;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.ranking.Extras;
import dev.parallax.recommendation.tact.Repurchase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the other causes of one question: what is due to be bought again, what matches a search,
 * what is like an item at hand that nothing was learned of. Their scores are in units of the best
 * score that interests and popularity give, so that they mean the same whatever was learned.
 */
final class Causes {
  private static final double DUE = 1;
  private static final double MATCH = 3;
  private static final double ORDER_GIVEN = 1;
  private static final double ALIKE = 0.8;
  private static final int MOST_MATCHES = 1_000;
  private static final int MOST_ALIKE = 50;

  private final Offer offer;
  private final Question question;
  private final Asker asker;
  private final RepurchaseReader.Intervals intervals;
  private final long now;
  private final Map<Integer, List<Cause>> found = new HashMap<>();

  Causes(
      Offer offer, Question question, Asker asker, RepurchaseReader.Intervals intervals, long now) {
    this.offer = offer;
    this.question = question;
    this.asker = asker;
    this.intervals = intervals;
    this.now = now;
  }

  /** How due an item that was bought is to be bought again, in [0, 1]. */
  double due(int item, Tally tally) {
    CatalogItem known = offer.item(item);
    if (known == null || tally.gaveBack()) {
      return 0;
    }
    Repurchase interval = intervals.of(known.itemId(), known.category());
    return interval == null ? 0 : interval.due(tally.lastBought(), now);
  }

  /**
   * @param unit the best score without them
   */
  Extras find(double unit) {
    if (question.isSearch()) {
      matches(unit);
    } else {
      alike(unit);
      asker.history().forEach((id, tally) -> repurchase(id, tally, unit));
    }
    Extras extras = new Extras();
    found.forEach((item, causes) -> causes.forEach(cause -> extras.add(item, cause.score())));
    return extras;
  }

  /** All that have a cause. */
  Set<Integer> items() {
    return found.keySet();
  }

  List<Cause> of(int item) {
    return found.getOrDefault(item, List.of());
  }

  private void repurchase(String id, Tally tally, double unit) {
    int item = offer.number(id);
    if (item == ItemNumbers.UNKNOWN || !tally.everBought()) {
      return;
    }
    double due = due(item, tally);
    if (due > 0) {
      CatalogItem known = offer.item(item);
      Repurchase interval = intervals.of(known.itemId(), known.category());
      int days = Repurchase.days(tally.lastBought(), now);
      add(item, TactWording.due(interval, days, DUE * due * unit));
    }
  }

  private void matches(double unit) {
    if (question.query() != null) {
      TextIndex.Hits hits = offer.texts().search(question.query(), MOST_MATCHES);
      for (int h = 0; h < hits.size(); h++) {
        int item = offer.number(offer.texts().id(hits.documents()[h]));
        if (item != ItemNumbers.UNKNOWN) {
          add(item, TactWording.match(hits.scores()[h], MATCH * hits.scores()[h] * unit));
        }
      }
    }
    int place = 0;
    int given = question.candidates().size();
    for (String id : question.candidates()) {
      int item = offer.number(id);
      if (item != ItemNumbers.UNKNOWN) {
        double part = 1 - (double) place / given;
        add(item, TactWording.orderGiven(place + 1, ORDER_GIVEN * part * unit));
      }
      place++;
    }
  }

  private void alike(double unit) {
    int at = question.itemId() == null ? ItemNumbers.UNKNOWN : offer.number(question.itemId());
    if (!asker.isPersonal()
        || at == ItemNumbers.UNKNOWN
        || question.relation() == Relation.COMPLEMENTS
        || !(offer.isCold(at) || question.relation() == Relation.SIMILAR)
        || offer.item(at) == null) {
      return;
    }
    TextIndex.Hits hits = offer.texts().similar(question.itemId(), MOST_ALIKE);
    for (int h = 0; h < hits.size(); h++) {
      int item = offer.number(offer.texts().id(hits.documents()[h]));
      if (item != ItemNumbers.UNKNOWN) {
        double score = ALIKE * hits.scores()[h] * unit;
        add(item, TactWording.alike(offer.name(at), question.itemId(), hits.scores()[h], score));
      }
    }
  }

  private void add(int item, Cause cause) {
    found.computeIfAbsent(item, key -> new ArrayList<>(1)).add(cause);
  }
}
