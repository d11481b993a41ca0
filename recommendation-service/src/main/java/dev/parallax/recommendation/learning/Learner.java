package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.Holdout;
import dev.parallax.recommendation.dataset.Rows;
import dev.parallax.recommendation.evaluation.Contestant;
import dev.parallax.recommendation.evaluation.Footprint;
import dev.parallax.recommendation.evaluation.TooLargeException;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import dev.parallax.recommendation.model.Recipe;
import dev.parallax.recommendation.model.RecommendationModel;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Learns three times. From 64 % of the orders, to find the best settings of each algorithm and the
 * blend on the next 16 %; from those 80 %, to measure what was chosen on the last 20 %, which
 * nothing was chosen on; and from everything, for the model that serves. The last one cannot be
 * measured, but leaving out the newest fifth would throw away what matters most; it is the same
 * method on more data.
 *
 * <p>The model in service is measured by its recipe, learned from the same 80 %: the model itself
 * has seen some of what is asked, and would win unfairly. A new recipe takes its place only when it
 * is better beyond noise; else the old recipe stays and is learned from the newer data. Whichever
 * it is has to beat popularity beyond noise, too: beyond noise is where the paired bootstrap
 * interval of the difference lies above zero.
 */
public final class Learner {
  /** The cut-off of all metrics. */
  static final int K = 10;

  private final Dataset data;
  private final Settings settings;
  private final Wanted wanted;
  private final Progress progress;

  private Learner(Dataset data, Settings settings, Wanted wanted, Progress progress) {
    this.data = data;
    this.settings = settings;
    this.wanted = wanted;
    this.progress = progress;
  }

  /**
   * @param items ids by number
   * @param inService the model that serves now, empty before the first
   * @throws IllegalStateException when the thread was interrupted; its flag stays set
   * @throws TooLargeException when there is no room in memory
   */
  public static Learned learn(
      Dataset data,
      List<String> items,
      Settings settings,
      Wanted wanted,
      Optional<Incumbent> inService,
      Progress progress) {
    return new Learner(data, settings, wanted, progress).learn(items, inService);
  }

  private Learned learn(List<String> items, Optional<Incumbent> inService) {
    Holdout holdout = Holdout.of(data, wanted.split(), settings.seed());
    step(0, "learning from the first 64 %");
    Chooser chooser = new Chooser(data, holdout, settings, wanted);
    List<Candidate> candidates =
        chooser.candidates(() -> step(1, "choosing settings and blend on the next 16 %"));
    if (candidates.isEmpty()) {
      throw new TooLargeException(
          "the data is too large for any of the algorithms: the service's heap has to grow"
              + " (PARALLAX_HEAP_RECOMMENDATION of ./parallax, the memory of its pods)");
    }
    Footprint footprint = chooser.footprint();
    Judged judged =
        judged(holdout, candidates, inService, inService.flatMap(one -> candidate(one, footprint)));
    Candidate chosen = judged.chosen();
    step(5, "learning from everything");
    Knowledge everything = new Knowledge(data, Rows.ALL, settings);
    RecommendationModel model =
        new RecommendationModel(
            items,
            everything.rules().rules(),
            everything.neighbours(chosen.recipe()),
            chosen.forCustomers(),
            chosen.forBaskets(),
            chosen.recipe());
    step(6, "storing");
    return new Learned(
        model,
        judged.verdict(),
        judged.customers(),
        judged.baskets(),
        everything.rules().minCountOfPairs(),
        everything.rules().minCountOfTriples());
  }

  /** What is left of the examination, so that its models need no room while the last one learns. */
  private record Judged(Candidate chosen, Task customers, Task baskets, Verdict verdict) {}

  private Judged judged(
      Holdout holdout,
      List<Candidate> candidates,
      Optional<Incumbent> inService,
      Optional<Candidate> fromService) {
    step(3, "learning from the first 80 %");
    Examination examination = new Examination(data, holdout, wanted.split(), settings, candidates);
    step(4, "measuring on the last 20 %");
    Candidate best = candidates.getFirst();
    Candidate incumbent = fromService.orElse(null);
    boolean isNew = incumbent == null || !best.recipe().equals(incumbent.recipe());
    Comparison againstInService =
        incumbent != null && isNew ? examination.compare(best, incumbent) : null;
    boolean stays =
        againstInService != null && againstInService.verdict() != Comparison.Verdict.BETTER;
    Candidate chosen = stays ? incumbent : best;
    Task customers = examination.customers(chosen, incumbent);
    Task baskets = examination.baskets(chosen, incumbent);
    Verdict verdict =
        verdict(examination, customers, baskets, againstInService, stays || !isNew, inService);
    return new Judged(chosen, customers, baskets, verdict);
  }

  /**
   * With settings that have been added since as they are by default. Where the catalogue has grown
   * out of what its recipe has room for, there is nothing to compare with.
   */
  private static Optional<Candidate> candidate(Incumbent incumbent, Footprint footprint) {
    RecommendationModel model = incumbent.model();
    Contestant recipe =
        footprint.fitting(new Contestant(model.recipe().algorithm(), model.recipe().settings()));
    if (!footprint.fits(recipe)) {
      return Optional.empty();
    }
    return Optional.of(
        new Candidate(
            new Recipe(
                recipe.algorithm(),
                Algorithms.of(recipe.algorithm(), recipe.settings()).settings()),
            model.customerBlend(),
            model.basketBlend(),
            0,
            List.of()));
  }

  private static Verdict verdict(
      Examination examination,
      Task customers,
      Task baskets,
      Comparison againstInService,
      boolean sameRecipe,
      Optional<Incumbent> inService) {
    if (!examination.isJudged()) {
      return new Verdict(
          false,
          Verdict.Outcome.NOT_JUDGED,
          "too few customers or baskets in the held-out part to judge the model; what serves stays",
          null,
          null,
          againstInService);
    }
    String judgedBy = examination.isJudgedByCustomers() ? "customers" : "baskets";
    Comparison popularity =
        (examination.isJudgedByCustomers() ? customers : baskets).againstPopularity();
    Verdict.Outcome outcome = outcome(popularity, sameRecipe, inService);
    return new Verdict(
        outcome == Verdict.Outcome.BETTER || outcome == Verdict.Outcome.RENEWED,
        outcome,
        text(outcome, popularity, againstInService),
        judgedBy,
        popularity,
        againstInService);
  }

  static Verdict.Outcome outcome(
      Comparison popularity, boolean sameRecipe, Optional<Incumbent> inService) {
    if (popularity.difference() <= 0) {
      return Verdict.Outcome.LOST_TO_POPULARITY;
    }
    if (popularity.verdict() != Comparison.Verdict.BETTER) {
      return Verdict.Outcome.WITHIN_NOISE;
    }
    if (inService.isEmpty() || !sameRecipe) {
      return Verdict.Outcome.BETTER;
    }
    return inService.get().sameData() ? Verdict.Outcome.UNCHANGED : Verdict.Outcome.RENEWED;
  }

  private static String text(
      Verdict.Outcome outcome, Comparison popularity, Comparison againstInService) {
    String byPopularity = "NDCG " + told(popularity) + " against popularity";
    String byService =
        againstInService == null
            ? ""
            : ", the best new recipe " + told(againstInService) + " against the one in service";
    return switch (outcome) {
      case BETTER -> "promoted: " + byPopularity + byService;
      case RENEWED ->
          "promoted: the recipe in service, which no new one beats beyond noise, learned from newer"
              + " data; "
              + byPopularity
              + byService;
      case UNCHANGED ->
          "not promoted: the recipe in service, which no new one beats beyond noise, has learned"
              + " from this data already; "
              + byPopularity
              + byService;
      case WITHIN_NOISE ->
          "not promoted: its lead over popularity may be chance, and more orders will tell; "
              + byPopularity
              + byService;
      default -> "not promoted: it does not beat popularity; " + byPopularity + byService;
    };
  }

  private static String told(Comparison comparison) {
    return String.format(
        Locale.ROOT,
        "%+.4f [%+.4f, %+.4f]%s",
        comparison.difference(),
        comparison.lower(),
        comparison.upper(),
        comparison.verdict() == Comparison.Verdict.WITHIN_NOISE ? " (within noise)" : "");
  }

  private void step(int done, String doing) {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted while learning");
    }
    progress.step(done, doing);
  }
}
