package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.Reason;
import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.customer.CustomerState;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.history.Tally;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Interests;
import dev.parallax.recommendation.ranking.Ranked;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One question answered from one {@link Offer}. Plain Java: everything that had to be read is
 * given.
 *
 * <p>A score is {@code rules + neighbours + popular}, weighed by the blend that training chose; of
 * popular, a part is the segment's where that is known. Each part that is not 0 becomes a reason
 * with it as weight, so that the weights sum up to the score.
 */
final class Answering {
  private final Offer offer;
  private final Wording wording;
  private final Asker asker;
  private final Question question;
  private final TimeDecay decay;
  private final double historyBesideBasket;

  Answering(
      Offer offer, Asker asker, Question question, TimeDecay decay, double historyBesideBasket) {
    this.offer = offer;
    this.wording = new Wording(offer);
    this.asker = asker;
    this.question = question;
    this.decay = decay;
    this.historyBesideBasket = historyBesideBasket;
  }

  Recommendation answer(String id) {
    boolean inBasket = !question.basket().isEmpty();
    Blend blend = offer.blend(inBasket);
    CustomerState.Segment segment = asker.segment();
    Popularity popularity = offer.mixed(segment == null ? null : segment.id());
    boolean mixed = segment != null && offer.segment(segment.id()) != null;
    Interests interests = interests();
    BitSet excluded = excluded();
    List<Recommendation.Item> items =
        offer.withScratch(
            scratch -> {
              offer.ranker().score(interests, scratch);
              int[] top =
                  offer
                      .ranker()
                      .top(
                          scratch,
                          blend,
                          popularity,
                          item -> offer.offers(item) && !excluded.get(item),
                          question.n());
              List<Recommendation.Item> list = new ArrayList<>(top.length);
              for (int item : top) {
                Ranked ranked = offer.ranker().explain(item, scratch, blend, popularity);
                list.add(item(ranked, blend, mixed ? segment : null));
              }
              return list;
            });
    return new Recommendation(
        id,
        asker.cid(),
        offer.version(),
        asker.cid() != null && (mixed || !asker.history().isEmpty()),
        items,
        asker.isPersonal() ? List.of() : List.of(asker.impersonal()),
        unknownItems());
  }

  /** The basket counts in full, the customer's history by preference and recency. */
  private Interests interests() {
    Interests.Builder builder = Interests.builder();
    if (!asker.isPersonal()) {
      return builder.build();
    }
    for (String id : question.basket()) {
      int number = offer.number(id);
      if (number != ItemNumbers.UNKNOWN) {
        builder.add(number, 1, 1);
      }
    }
    double share = question.basket().isEmpty() ? 1 : historyBesideBasket;
    long newest = asker.history().values().stream().mapToLong(Tally::last).max().orElse(0);
    for (Map.Entry<String, Tally> one : asker.history().entrySet()) {
      int number = offer.number(one.getKey());
      if (number != ItemNumbers.UNKNOWN && !question.basket().contains(one.getKey())) {
        double recency = decay.weight(one.getValue().last(), newest);
        builder.add(number, one.getValue().preference(), share * recency);
      }
    }
    return builder.build();
  }

  /** What is in the basket, and what was bought already, also if it was given back. */
  private BitSet excluded() {
    BitSet excluded = new BitSet();
    exclude(question.basket(), excluded);
    asker
        .history()
        .forEach(
            (id, tally) -> {
              if (tally.everBought()) {
                exclude(Set.of(id), excluded);
              }
            });
    return excluded;
  }

  private void exclude(Set<String> ids, BitSet excluded) {
    for (String id : ids) {
      int number = offer.number(id);
      if (number != ItemNumbers.UNKNOWN) {
        excluded.set(number);
      }
    }
  }

  private List<String> unknownItems() {
    return question.basket().stream()
        .filter(id -> offer.number(id) == ItemNumbers.UNKNOWN)
        .filter(id -> offer.catalog().find(id).isEmpty())
        .toList();
  }

  private Recommendation.Item item(Ranked ranked, Blend blend, CustomerState.Segment segment) {
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
      reasons.add(wording.neighbours(ranked.because(), ranked.neighbours()));
    }
    if (segments > 0) {
      reasons.add(wording.popularInSegment(ranked.item(), segment.id(), segment.name(), segments));
    }
    if (everybody > 0) {
      reasons.add(wording.popular(ranked.item(), everybody));
    }
    reasons.sort(Comparator.comparingDouble(reason -> -reason.weight()));
    Recommendation.Strategy strategy = strategy(reasons.getFirst().code());
    double score = reasons.stream().mapToDouble(Reason::weight).sum();
    if (!asker.isPersonal()) {
      reasons.add(asker.impersonal());
    }
    CatalogItem item = offer.catalog().find(offer.id(ranked.item())).orElseThrow();
    return new Recommendation.Item(
        item.itemId(),
        item.name(),
        item.category(),
        item.price(),
        item.currency(),
        score,
        strategy,
        reasons);
  }

  private static Recommendation.Strategy strategy(String code) {
    return switch (code) {
      case "bought-together" -> Recommendation.Strategy.RULES;
      case "because-of-items" -> Recommendation.Strategy.ITEM_KNN;
      case "popular-in-segment" -> Recommendation.Strategy.SEGMENT_POPULAR;
      default -> Recommendation.Strategy.POPULAR;
    };
  }
}
