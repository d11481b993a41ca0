package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.kit.service.ServiceIdentity;
import dev.parallax.recommendation.exposure.Exposures;
import dev.parallax.recommendation.merchandising.ActiveRules;
import dev.parallax.recommendation.merchandising.Merchandise;
import dev.parallax.recommendation.merchandising.Situation;
import dev.parallax.recommendation.occasion.Context;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.offer.SafeOffer;
import dev.parallax.recommendation.ranker.ServingRanker;
import dev.parallax.recommendation.tact.ActivePolicies;
import dev.parallax.recommendation.tact.Restraint;
import dev.parallax.recommendation.tact.TactConfig;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Answers questions, and announces the answers. */
@ApplicationScoped
class Recommender {

  private final SafeOffer offers;
  private final Askers askers;
  private final ActiveRules rules;
  private final ActivePolicies policies;
  private final Repurchases repurchases;
  private final Explorer explorer;
  private final ServingRanker rankers;
  private final Trial trial;
  private final Exposures exposures;
  private final ServiceIdentity service;
  private final ServingConfig config;
  private final TactConfig tact;
  private final Clock clock;
  private final MeterRegistry meters;

  Recommender(
      SafeOffer offers,
      Askers askers,
      ActiveRules rules,
      ActivePolicies policies,
      Repurchases repurchases,
      Explorer explorer,
      ServingRanker rankers,
      Trial trial,
      Exposures exposures,
      ServiceIdentity service,
      ServingConfig config,
      TactConfig tact,
      Clock clock,
      MeterRegistry meters) {
    this.offers = offers;
    this.askers = askers;
    this.rules = rules;
    this.policies = policies;
    this.repurchases = repurchases;
    this.explorer = explorer;
    this.rankers = rankers;
    this.trial = trial;
    this.exposures = exposures;
    this.service = service;
    this.config = config;
    this.tact = tact;
    this.clock = clock;
    this.meters = meters;
  }

  Recommendation answer(Question question) {
    Offer offer = offer();
    Asker asker = askers.find(question.userId(), question.anonymousId());
    return shown(question, asker, offer);
  }

  /** The same question for many customers, in their order. */
  List<Recommendation> answer(Question question, List<String> userIds) {
    Offer offer = offer();
    List<Recommendation> answers = new ArrayList<>(userIds.size());
    for (Asker asker : askers.findAll(userIds)) {
      answers.add(shown(question, asker, offer));
    }
    return answers;
  }

  /** What would be answered by other rules; nothing is announced. */
  Recommendation tryOut(Question question, Offer offer, Merchandise merchandise) {
    Asker asker = askers.find(question.userId(), question.anonymousId());
    return answer(usual(offer), merchandise, question, asker, Pools.NONE, newId());
  }

  /**
   * @throws RuntimeException a 503 problem before the store was read once
   */
  Offer offer() {
    return offers.current();
  }

  private Way usual(Offer offer) {
    return new Way(offer, rankers.current().orElse(null));
  }

  private Recommendation answer(
      Way way, Merchandise merchandise, Question question, Asker asker, Pools pools, String id) {
    Instant now = clock.instant();
    boolean mail = question.context() == Context.EMAIL;
    Answering.Given given =
        new Answering.Given(
            policies.current(),
            merchandise.in(
                new Situation(question.context(), question.surface(), asker.segmentId()), now),
            Restraint.of(
                asker.past().showings(),
                asker.history(),
                mail,
                tact.limits(mail),
                now.getEpochSecond()),
            repurchases.current(),
            Interested.decay(question.context(), config),
            config.historyBesideBasket(),
            config.relevance(),
            config.candidatesPerPlace(),
            way.ranker(),
            config.ranked(),
            pools,
            now.getEpochSecond());
    return new Answering(way.offer(), asker, question, given).answer(id);
  }

  /** What is tried out on customers is so only where they see it and agree to it. */
  private Recommendation shown(Question question, Asker asker, Offer offer) {
    String id = newId();
    Trial.Maker from =
        (way, explores) ->
            answer(
                way,
                rules.on(way.offer()),
                question,
                asker,
                explores ? explorer.current() : Pools.NONE,
                id);
    boolean shown = asker.cid() != null && asker.isPersonal() && question.isSeenByTheCustomer();
    Tried tried =
        shown
            ? trial.answer(asker.cid(), question, usual(offer), from)
            : Tried.nothing(trial.orFormer(usual(offer), from));
    Recommendation answer = tried.answer();
    meters
        .counter(
            "parallax.recommendations", "personalized", Boolean.toString(answer.personalized()))
        .increment();
    if (shown) {
      exposures.add(exposed(tried, question.surface()));
    }
    return answer;
  }

  private String newId() {
    return service.name() + "-" + UUID.randomUUID();
  }

  private RecommendationExposed exposed(Tried tried, String surface) {
    Recommendation answer = tried.answer();
    List<RecommendationExposed.Item> items = new ArrayList<>(answer.items().size());
    for (Recommendation.Item item : answer.items()) {
      items.add(
          new RecommendationExposed.Item(
              item.itemId(),
              items.size() + 1,
              item.strategy().wireName(),
              item.score(),
              item.reasons(),
              item.name(),
              item.category(),
              item.price(),
              item.currency(),
              item.propensity(),
              tried.arm(items.size()),
              tried.agreeing(items.size()),
              item.features().isEmpty() ? null : item.features()));
    }
    return new RecommendationExposed(
        answer.id(),
        answer.cid(),
        surface,
        items,
        answer.modelVersion(),
        clock.instant(),
        tried.experiment(),
        tried.arm());
  }
}
