package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.Reason;
import dev.parallax.kit.model.Champion;
import dev.parallax.recommendation.behaviour.RepurchaseReader;
import dev.parallax.recommendation.customer.CustomerState;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.merchandising.Arrangement;
import dev.parallax.recommendation.merchandising.MerchandisingRule;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranker.ChoiceModel;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Diversity;
import dev.parallax.recommendation.ranking.Interests;
import dev.parallax.recommendation.ranking.Ranker;
import dev.parallax.recommendation.ranking.Scratch;
import dev.parallax.recommendation.tact.CategoryPolicies;
import dev.parallax.recommendation.tact.Restraint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * One question answered from one {@link Offer}. Plain Java: everything that had to be read is
 * given.
 *
 * <p>A score is {@code rules + neighbours + popular}, weighed by the blend that training chose; of
 * popular, a part is the segment's where that is known; then come other causes, and what the
 * marketers and the customer's tact multiply it by. Each part that is not 0 becomes a reason with
 * it as weight, so that the weights sum up to the score. The best are put into the order of the
 * ranker, where one serves. Of the best then, those are taken that differ.
 */
final class Answering {
  private final Offer offer;
  private final Asker asker;
  private final Question question;
  private final Given given;
  private final Blend blend;
  private final Popularity popularity;
  private final CustomerState.Segment segment;
  private final Allowance allowance;
  private final Causes causes;
  private final Explaining explaining;

  /**
   * What had to be read or is configured.
   *
   * @param historyBesideBasket how much the past counts beside what is at hand
   * @param relevance lambda of {@link Diversity}
   * @param perPlace candidates for each place
   * @param ranker in service, null for none
   * @param ranked candidates that it puts into order
   * @param pools what may be tried out
   * @param now in seconds since 1970
   */
  record Given(
      CategoryPolicies policies,
      Arrangement arrangement,
      Restraint restraint,
      RepurchaseReader.Intervals intervals,
      TimeDecay decay,
      double historyBesideBasket,
      double relevance,
      int perPlace,
      Champion.Loaded<ChoiceModel> ranker,
      int ranked,
      Pools pools,
      long now) {}

  Answering(Offer offer, Asker asker, Question question, Given given) {
    this.offer = offer;
    this.asker = asker;
    this.question = question;
    this.given = given;
    this.blend = blend(offer.blend(question.isAboutSomething()));
    String segmentId = asker.segment() == null ? null : asker.segment().id();
    this.popularity = offer.mixed(segmentId);
    this.segment = segmentId == null || offer.segment(segmentId) == null ? null : asker.segment();
    this.allowance =
        new Allowance(
            offer, question, asker, given.policies(), given.arrangement(), given.restraint());
    this.causes = new Causes(offer, question, asker, given.intervals(), given.now());
    this.explaining = new Explaining(offer, asker, allowance, causes, blend, segment);
  }

  /** In the place of an item others do not go with it, they are liked by the same people. */
  private Blend blend(Blend learned) {
    return question.relation() == Relation.SIMILAR
        ? new Blend(0, learned.neighbours(), learned.popular())
        : learned;
  }

  Recommendation answer(String id) {
    Interests interests =
        Interested.of(
            offer, question, asker, given.policies(), given.decay(), given.historyBesideBasket());
    List<Recommendation.Item> items = offer.withScratch(scratch -> list(interests, scratch));
    boolean personalized = asker.cid() != null && (segment != null || !asker.history().isEmpty());
    return new Recommendation(
        id,
        asker.cid(),
        question.context(),
        offer.version(),
        personalized,
        items,
        reasons(items),
        Why.ofList(personalized, asker.isPersonal(), !asker.history().isEmpty()),
        unknownItems());
  }

  private List<Recommendation.Item> list(Interests interests, Scratch scratch) {
    Ranker ranker = offer.ranker();
    ranker.score(interests, scratch);
    if (!given.policies().isEmpty()) {
      ranker.mute(
          item -> offer.item(item) != null && allowance.isSensitive(offer.item(item)), scratch);
    }
    Ranker.Best best = top(scratch, 1);
    ranker.add(causes.find(best.size() == 0 ? 1 : best.scores()[0]), scratch);
    allowance.excludeOwn(causes);
    allowOnlyMatches();
    Map<Integer, MerchandisingRule> pinned =
        Pinning.of(
            given.arrangement(),
            question.n(),
            item ->
                allowance.factor(item) * (1 + ranker.scoreOf(item, scratch, blend, popularity)));
    Reranking reranking =
        reranking(interests, item -> ranker.partsOf(item, scratch, blend, popularity));
    Exploring exploring =
        new Exploring(offer, question, asker, given.pools(), interests.size() == 0, given.now());
    int[] chosen =
        exploring.into(
            choose(scratch, reranking),
            item -> !pinned.containsKey(item) && allowance.factor(item) > 0,
            item -> suits(item, scratch, best));
    List<Recommendation.Item> list = new ArrayList<>(question.n());
    for (int item : Pinning.place(chosen, pinned, question.n(), this::filling)) {
      list.add(
          explaining.item(
              ranker.explain(item, scratch, blend, popularity),
              pinned.get(item),
              exploring.of(item),
              reranking));
    }
    return list;
  }

  /** A search has its order from its words, and who does not agree from popularity. */
  private Reranking reranking(Interests interests, IntFunction<Ranker.Parts> parts) {
    boolean shown = asker.cid() != null && question.isSeenByTheCustomer();
    if (question.isSearch() || !asker.isPersonal() || !shown && given.ranker() == null) {
      return Reranking.NONE;
    }
    return new Reranking(
        given.ranker(),
        new Featuring(offer, question, asker, allowance, interests, given.now(), parts));
  }

  /** As a share of the best score, which popularity has no part in: it is of everybody. */
  private double suits(int item, Scratch scratch, Ranker.Best best) {
    double score =
        offer.ranker().scoreOf(item, scratch, blend, popularity)
            - blend.popular() * popularity.share(item);
    return best.size() == 0 ? 0 : Math.clamp(score / best.scores()[0], 0, 1);
  }

  private int[] choose(Scratch scratch, Reranking reranking) {
    double lambda = question.isSearch() ? 1 : given.relevance();
    int candidates = lambda == 1 ? question.n() : question.n() * given.perPlace();
    Ranker.Best best =
        reranking.order(
            top(scratch, Math.max(candidates, reranking.isActive() ? given.ranked() : 0)),
            given.ranked(),
            candidates);
    int[] places =
        new Diversity(lambda, offer::likeness).choose(best.items(), best.scores(), question.n());
    int[] chosen = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      chosen[i] = best.items()[places[i]];
    }
    return chosen;
  }

  private Ranker.Best top(Scratch scratch, int n) {
    return offer.ranker().top(scratch, blend, popularity, allowance, allowance.most(), n);
  }

  /** A search by words has nothing else in it, and candidates are all there is. */
  private void allowOnlyMatches() {
    if (question.query() == null) {
      return;
    }
    BitSet matching = new BitSet(offer.size());
    for (int item : causes.items()) {
      matching.set(item);
    }
    allowance.allowOnly(matching);
  }

  /**
   * What fills a list that is short: the assortment, the newest numbers first, which are of items
   * that came last. A page with gaps helps nobody.
   */
  private int filling(int after) {
    for (int item = Math.min(after, offer.size()) - 1; item >= 0; item--) {
      if (allowance.factor(item) > 0) {
        return item;
      }
    }
    return ItemNumbers.UNKNOWN;
  }

  private List<Reason> reasons(List<Recommendation.Item> items) {
    List<Reason> reasons = new ArrayList<>(1);
    if (!asker.isPersonal()) {
      reasons.add(asker.impersonal());
    }
    if (items.isEmpty()) {
      reasons.add(
          question.isSearch()
              ? TactWording.nothingMatches()
              : TactWording.nothingToOffer(question.isNarrow()));
    }
    return reasons;
  }

  private List<String> unknownItems() {
    Stream<String> named =
        Stream.of(
                question.basket().stream(),
                Stream.ofNullable(question.itemId()),
                question.session().stream(),
                question.candidates().stream())
            .flatMap(ids -> ids);
    return named
        .distinct()
        .filter(id -> offer.number(id) == ItemNumbers.UNKNOWN)
        .filter(id -> offer.catalog().find(id).isEmpty())
        .toList();
  }
}
