package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.Reason;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.customer.CustomerState;
import dev.parallax.recommendation.merchandising.MerchandisingRule;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Ranked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes entries of a list: each with the reasons whose weights sum up to its score. */
final class Explaining {
  private final Offer offer;
  private final Wording wording;
  private final Why why;
  private final Asker asker;
  private final Allowance allowance;
  private final Causes causes;
  private final Blend blend;
  private final CustomerState.Segment segment;

  /**
   * @param segment whose popularity counts, null for everybody's alone
   */
  Explaining(
      Offer offer,
      Asker asker,
      Allowance allowance,
      Causes causes,
      Blend blend,
      CustomerState.Segment segment) {
    this.offer = offer;
    this.wording = new Wording(offer);
    this.why = new Why(offer);
    this.asker = asker;
    this.allowance = allowance;
    this.causes = causes;
    this.blend = blend;
    this.segment = segment;
  }

  /**
   * @param pin the rule that put it where it is, null for none
   * @param drawn how chance did, null where it did not
   */
  Recommendation.Item item(
      Ranked ranked, MerchandisingRule pin, Exploring.Drawn drawn, Reranking reranking) {
    List<Reason> reasons = sources(ranked);
    reasons.sort(Comparator.comparingDouble(reason -> -reason.weight()));
    double base = reasons.stream().mapToDouble(Reason::weight).sum();
    CatalogItem item = offer.item(ranked.item());
    if (pin != null) {
      reasons.addFirst(TactWording.pinned(pin));
    } else if (drawn != null) {
      reasons.addFirst(TactWording.triedOut(drawn));
    } else if (reasons.isEmpty()) {
      reasons.add(TactWording.assortment());
    }
    Reason first = reasons.getFirst();
    double score =
        reranking.reranked(ranked.item(), emphasised(item, ranked.item(), base, reasons), reasons);
    if (!asker.isPersonal()) {
      reasons.add(asker.impersonal());
    }
    return new Recommendation.Item(
        item.itemId(),
        item.name(),
        item.category(),
        item.price(),
        item.currency(),
        score,
        Recommendation.Strategy.of(first.code()),
        reasons,
        why.of(first),
        drawn == null || pin != null ? null : drawn.propensity(),
        reranking.features(ranked.item()));
  }

  /** What adds to the score. */
  private List<Reason> sources(Ranked ranked) {
    double everybody = blend.popular() * offer.overall().share(ranked.item());
    double segments = 0;
    if (segment != null) {
      everybody *= 1 - Blend.SEGMENT_PART;
      segments =
          blend.popular() * Blend.SEGMENT_PART * offer.segment(segment.id()).share(ranked.item());
    }
    List<Reason> reasons = new ArrayList<>();
    if (ranked.rule() != null) {
      reasons.add(wording.rule(ranked.rule(), ranked.rules()));
    }
    if (ranked.neighbours() > 0) {
      reasons.add(
          offer.isCold(ranked.item())
              ? wording.texts(ranked.because(), ranked.neighbours())
              : wording.neighbours(ranked.because(), ranked.neighbours()));
    }
    if (segments > 0) {
      reasons.add(wording.popularInSegment(ranked.item(), segment.id(), segment.name(), segments));
    }
    if (everybody > 0) {
      reasons.add(wording.popular(ranked.item(), everybody));
    }
    causes.of(ranked.item()).forEach(cause -> reasons.add(cause.reason()));
    return reasons;
  }

  /** Adds what multiplies the score, each as the difference that it makes after those before. */
  private double emphasised(CatalogItem item, int number, double base, List<Reason> reasons) {
    double score = base;
    for (MerchandisingRule rule : allowance.arrangement().of(number)) {
      reasons.add(TactWording.ruled(rule, score * (rule.factor() - 1)));
      score *= rule.factor();
    }
    double nearness = allowance.nearness(item.category());
    if (nearness < 1) {
      reasons.add(TactWording.otherCategory(score * (nearness - 1)));
      score *= nearness;
    }
    double wanted = allowance.wanted(item);
    if (wanted < 1) {
      reasons.add(TactWording.turnedDown(score * (wanted - 1)));
      score *= wanted;
    }
    double freshness = allowance.freshness(item.itemId());
    if (freshness < 1) {
      int visits = allowance.visits(item.itemId());
      reasons.add(TactWording.tired(visits, score * (freshness - 1)));
      score *= freshness;
    }
    return score;
  }
}
