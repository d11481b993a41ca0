package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.experiment.Treatment;
import dev.parallax.recommendation.experiment.Treatments;
import dev.parallax.recommendation.guardrail.AnswerCounts;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.offer.Variant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Gives customers who take part in something what their arm gets, and counts how it came out. */
@ApplicationScoped
class Trial {
  private static final Logger LOG = Logger.getLogger(Trial.class);

  private final Treatments treatments;
  private final Offers offers;
  private final AnswerCounts counts;

  Trial(Treatments treatments, Offers offers, AnswerCounts counts) {
    this.treatments = treatments;
    this.offers = offers;
    this.counts = counts;
  }

  /**
   * @param usual what everybody else gets
   * @param from makes the list of an offer
   */
  Tried answer(String cid, String surface, Offer usual, Function<Offer, Recommendation> from) {
    Optional<Treatment> treatment = treatments.of(cid, surface).filter(this::isReady);
    if (treatment.isEmpty()) {
      return Tried.nothing(orFormer(usual, from));
    }
    Treatment arm = treatment.get();
    try {
      Recommendation answer = from.apply(offer(arm.variant()));
      Tried tried = arm.isInterleaved() ? interleaved(arm, answer, from) : ofOne(arm, answer, from);
      counts.add(
          arm.experiment(),
          arm.arm(),
          tried.answer().items().isEmpty()
              ? AnswerCounts.Outcome.EMPTY
              : AnswerCounts.Outcome.FULL);
      return tried;
    } catch (RuntimeException e) {
      counts.add(arm.experiment(), arm.arm(), AnswerCounts.Outcome.FAILED);
      LOG.errorf(e, "an arm cannot answer experiment=%s arm=%s", arm.experiment(), arm.arm());
      return Tried.nothing(orFormer(usual, from));
    }
  }

  /** A new model that cannot answer must not cost anybody their list: the former one is there. */
  Recommendation orFormer(Offer usual, Function<Offer, Recommendation> from) {
    try {
      return from.apply(usual);
    } catch (RuntimeException e) {
      Offer former = treatments.fallback().flatMap(offers::varied).orElseThrow(() -> e);
      return from.apply(former);
    }
  }

  /** Whether chance is to be that of the experiment alone, so that ways can be estimated. */
  boolean isEstimated(String cid, String surface) {
    return treatments.of(cid, surface).filter(arm -> !arm.compared().arms().isEmpty()).isPresent();
  }

  private boolean isReady(Treatment treatment) {
    return offers.varied(treatment.variant()).isPresent()
        && (!treatment.isInterleaved() || offers.varied(treatment.other().variant()).isPresent());
  }

  private Offer offer(Variant variant) {
    return offers.varied(variant).orElseThrow();
  }

  private Tried ofOne(Treatment arm, Recommendation answer, Function<Offer, Recommendation> from) {
    Tried usual = new Tried(answer, arm.experiment(), arm.arm(), List.of(), List.of());
    if (arm.compared().arms().isEmpty()) {
      return usual;
    }
    Comparison comparison = new Comparison();
    comparison.add(arm.arm(), answer);
    compare(arm, comparison, from);
    if (!arm.compared().arms().stream().map(Treatment.Chance::name).allMatch(comparison::has)) {
      return usual;
    }
    if (comparison.isLeftToOtherChance()) {
      return usual; // Shuffled, its items would keep chances that they did not have.
    }
    RandomGenerator lot = Lot.of(answer.id());
    if (lot.nextDouble() < arm.compared().shuffled()) {
      answer = answer.with(answer.modelVersion(), Comparison.shuffled(answer.items(), lot));
    }
    return comparison.drawn(
        new Tried(answer, arm.experiment(), arm.arm(), List.of(), List.of()), arm.compared());
  }

  private Tried interleaved(
      Treatment arm, Recommendation first, Function<Offer, Recommendation> from) {
    Recommendation second = from.apply(offer(arm.other().variant()));
    List<Recommendation.Item> items = new ArrayList<>();
    List<String> arms = new ArrayList<>();
    for (Interleaving.Place place : new Interleaving(first, second).draft(first.id())) {
      items.add(place.item());
      arms.add(place.arm(arm.other()));
    }
    return new Tried(
        first.with(version(first, second), items), arm.experiment(), arm.arm(), arms, List.of());
  }

  /** What is only compared must not cost anybody their list. */
  private void compare(Treatment arm, Comparison comparison, Function<Offer, Recommendation> from) {
    for (Treatment.Chance one : arm.compared().all()) {
      Optional<Offer> offer = offers.varied(one.variant());
      if (offer.isEmpty() || comparison.has(one.name())) {
        continue;
      }
      try {
        comparison.add(one.name(), from.apply(offer.get()));
      } catch (RuntimeException e) {
        LOG.warnf(
            "a list is not compared experiment=%s name=%s cause=%s",
            arm.experiment(), one.name(), e.getClass().getSimpleName());
      }
    }
  }

  private static String version(Recommendation first, Recommendation second) {
    return first.modelVersion().equals(second.modelVersion())
        ? first.modelVersion()
        : first.modelVersion() + "+" + second.modelVersion();
  }
}
