package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.experiment.Treatment;
import dev.parallax.recommendation.experiment.Treatments;
import dev.parallax.recommendation.guardrail.AnswerCounts;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.offer.Variant;
import dev.parallax.recommendation.ranker.ServingRanker;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Gives customers who take part in something what their arm gets, and counts how it came out. */
@ApplicationScoped
class Trial {
  private static final Logger LOG = Logger.getLogger(Trial.class);

  private final Treatments treatments;
  private final Offers offers;
  private final ServingRanker rankers;
  private final AnswerCounts counts;
  private final Clock clock;
  private final OncePerHour oncePerHour = new OncePerHour();

  /** Makes a list. */
  @FunctionalInterface
  interface Maker {
    /**
     * @param explores whether places may be left to chance. Not where lists are compared: an
     *     estimate needs to know how every item came to stand where it stands
     */
    Recommendation make(Way way, boolean explores);
  }

  private record Asked(String cid, Question question, Maker from) {}

  Trial(
      Treatments treatments,
      Offers offers,
      ServingRanker rankers,
      AnswerCounts counts,
      Clock clock) {
    this.treatments = treatments;
    this.offers = offers;
    this.rankers = rankers;
    this.counts = counts;
    this.clock = clock;
  }

  /**
   * @param usual what everybody else gets
   */
  Tried answer(String cid, Question question, Way usual, Maker from) {
    Optional<Treatment> treatment = treatments.of(cid, question.surface()).filter(this::isReady);
    if (treatment.isEmpty()) {
      return Tried.nothing(orFormer(usual, from));
    }
    Treatment arm = treatment.get();
    Asked asked = new Asked(cid, question, from);
    try {
      return arm.isInterleaved() ? interleaved(arm, asked) : ofOne(arm, asked);
    } catch (RuntimeException e) {
      LOG.errorf(e, "an arm cannot answer experiment=%s arm=%s", arm.experiment(), arm.arm());
      return Tried.nothing(orFormer(usual, from));
    }
  }

  /** An arm's own list, counted by how it came out. Of an interleaved list both arms answer. */
  private Recommendation made(
      Asked asked, Treatment arm, String name, Variant variant, boolean explores) {
    try {
      Recommendation answer = asked.from().make(way(variant).orElseThrow(), explores);
      if (!asked.question().isNarrow()) { // What asks for the impossible says nothing of a model.
        boolean empty = answer.items().isEmpty();
        count(
            asked.cid(), arm, name, empty ? AnswerCounts.Outcome.EMPTY : AnswerCounts.Outcome.FULL);
      }
      return answer;
    } catch (RuntimeException e) {
      count(asked.cid(), arm, name, AnswerCounts.Outcome.FAILED);
      throw e;
    }
  }

  private void count(String cid, Treatment arm, String name, AnswerCounts.Outcome outcome) {
    String what = arm.experiment() + "/" + name + "/" + outcome;
    if (oncePerHour.isFirst(cid, what, clock.instant().getEpochSecond())) {
      counts.add(arm.experiment(), name, outcome);
    }
  }

  /** A new model that cannot answer must not cost anybody their list: the former one is there. */
  Recommendation orFormer(Way usual, Maker from) {
    try {
      return from.make(usual, true);
    } catch (RuntimeException e) {
      Way former = treatments.fallback().flatMap(this::way).orElseThrow(() -> e);
      return from.make(former, true);
    }
  }

  private boolean isReady(Treatment treatment) {
    return way(treatment.variant()).isPresent()
        && (!treatment.isInterleaved() || way(treatment.other().variant()).isPresent());
  }

  /** Empty while it is not ready. */
  private Optional<Way> way(Variant variant) {
    return offers
        .varied(variant)
        .filter(offer -> rankers.isReady(variant.ranker()))
        .map(offer -> new Way(offer, rankers.of(variant.ranker()).orElse(null)));
  }

  private Tried ofOne(Treatment arm, Asked asked) {
    Recommendation answer =
        made(asked, arm, arm.arm(), arm.variant(), arm.compared().arms().isEmpty());
    Tried usual = new Tried(answer, arm.experiment(), arm.arm(), List.of(), List.of());
    if (arm.compared().arms().isEmpty()) {
      return usual;
    }
    Comparison comparison = new Comparison();
    comparison.add(arm.arm(), answer);
    compare(arm, comparison, asked.from());
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

  private Tried interleaved(Treatment arm, Asked asked) {
    Recommendation first = made(asked, arm, arm.other().first(), arm.variant(), true);
    Recommendation second = made(asked, arm, arm.other().arm(), arm.other().variant(), true);
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
  private void compare(Treatment arm, Comparison comparison, Maker from) {
    for (Treatment.Chance one : arm.compared().all()) {
      Optional<Way> way = way(one.variant());
      if (way.isEmpty() || comparison.has(one.name())) {
        continue;
      }
      try {
        comparison.add(one.name(), from.make(way.get(), false));
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
