package dev.parallax.recommendation.recommend;

import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.service.ServiceIdentity;
import dev.parallax.recommendation.exposure.Exposures;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.offer.Offers;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Answers questions, and announces the answers. */
@ApplicationScoped
class Recommender {
  private static final int RETRY_SECONDS = 2;

  private final Offers offers;
  private final Askers askers;
  private final Trial trial;
  private final Exposures exposures;
  private final ServiceIdentity service;
  private final ServingConfig config;
  private final Clock clock;
  private final MeterRegistry meters;

  Recommender(
      Offers offers,
      Askers askers,
      Trial trial,
      Exposures exposures,
      ServiceIdentity service,
      ServingConfig config,
      Clock clock,
      MeterRegistry meters) {
    this.offers = offers;
    this.askers = askers;
    this.trial = trial;
    this.exposures = exposures;
    this.service = service;
    this.config = config;
    this.clock = clock;
    this.meters = meters;
  }

  Recommendation answer(Question question) {
    Offer offer =
        offers
            .current()
            .orElseThrow(
                () ->
                    Problems.unavailable(
                        "the service has just started and has not read its store yet",
                        RETRY_SECONDS));
    Asker asker = askers.find(question.userId(), question.anonymousId());
    String id = service.name() + "-" + UUID.randomUUID();
    boolean shown = asker.cid() != null && asker.isPersonal() && question.isSeenByTheCustomer();
    Tried tried =
        shown
            ? trial.answer(
                asker.cid(), question.surface(), offer, from -> answer(from, asker, question, id))
            : Tried.nothing(trial.orFormer(offer, from -> answer(from, asker, question, id)));
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

  private Recommendation answer(Offer offer, Asker asker, Question question, String id) {
    return new Answering(
            offer,
            asker,
            question,
            new TimeDecay(config.interestHalfLife()),
            config.historyBesideBasket())
        .answer(id);
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
              tried.propensity(items.size()),
              tried.arm(items.size())));
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
