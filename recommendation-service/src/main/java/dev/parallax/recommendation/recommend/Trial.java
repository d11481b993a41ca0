package dev.parallax.recommendation.recommend;

import dev.parallax.recommendation.experiment.TeamDraft;
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
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Gives customers who take part in something what their arm gets, and counts how it came out. */
@ApplicationScoped
class Trial {
  private static final Logger LOG = Logger.getLogger(Trial.class);
  private static final int UUID_LENGTH = 36;

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
      Tried tried =
          arm.isInterleaved()
              ? interleaved(arm, answer, from.apply(offer(arm.other().variant())))
              : new Tried(answer, arm.experiment(), arm.arm(), List.of());
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

  private boolean isReady(Treatment treatment) {
    return offers.varied(treatment.variant()).isPresent()
        && (!treatment.isInterleaved() || offers.varied(treatment.other().variant()).isPresent());
  }

  private Offer offer(Variant variant) {
    return offers.varied(variant).orElseThrow();
  }

  /** By coins that the list's id decides, so that it can be drafted once more. */
  private static Tried interleaved(Treatment arm, Recommendation first, Recommendation second) {
    int n = Math.max(first.items().size(), second.items().size());
    String uuid = first.id().substring(first.id().length() - UUID_LENGTH);
    List<TeamDraft.Pick<Recommendation.Item>> picks =
        TeamDraft.draft(
            first.items(),
            second.items(),
            Recommendation.Item::itemId,
            n,
            new SplittableRandom(UUID.fromString(uuid).getLeastSignificantBits()));
    List<Recommendation.Item> items = new ArrayList<>(picks.size());
    List<String> arms = new ArrayList<>(picks.size());
    for (TeamDraft.Pick<Recommendation.Item> pick : picks) {
      items.add(pick.item());
      arms.add(pick.second() ? arm.other().arm() : arm.other().first());
    }
    return new Tried(first.with(version(first, second), items), arm.experiment(), arm.arm(), arms);
  }

  private static String version(Recommendation first, Recommendation second) {
    return first.modelVersion().equals(second.modelVersion())
        ? first.modelVersion()
        : first.modelVersion() + "+" + second.modelVersion();
  }
}
