package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.served.Neighbours;
import dev.parallax.recommendation.algorithm.served.ServedScorer;
import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.Holdout;
import dev.parallax.recommendation.evaluation.Evaluator;
import dev.parallax.recommendation.evaluation.Measured;
import dev.parallax.recommendation.evaluation.Questions;
import dev.parallax.recommendation.evaluation.ResultRow;
import dev.parallax.recommendation.evaluation.ResultTable;
import dev.parallax.recommendation.evaluation.Trial;
import dev.parallax.recommendation.evaluation.data.Split;
import dev.parallax.recommendation.evaluation.metric.Bootstrap;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import dev.parallax.recommendation.evaluation.metric.ItemFacts;
import dev.parallax.recommendation.evaluation.metric.Metric;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.model.Recipe;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Ranker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks what the test holds: of the candidates as they serve and alone, of the recipe in service, of
 * popularity, of chance. All learned from the same rows, asked the same questions.
 */
final class Examination {
  private static final String IN_SERVICE = "in-service";

  private final Dataset data;
  private final Settings settings;
  private final Split split;
  private final Knowledge knowledge;
  private final Evaluator evaluator;
  private final ShopQuestions customers;
  private final ShopQuestions baskets;
  private final List<Candidate> candidates;
  private final Popularity ever;
  private final Map<Recipe, Fit> fits = new HashMap<>();
  private final Map<Asked, Measured> served = new HashMap<>();

  /**
   * A recipe learned from what is not held out.
   *
   * @param alone null but for candidates: what is not asked needs no room
   */
  private record Fit(Scorer alone, Ranker ranker, double seconds) {}

  /** A candidate as it serves, and which task it is asked about. */
  private record Asked(Recipe recipe, Blend blend, ShopQuestions questions) {}

  /**
   * @param candidates each of which is measured alone, too
   */
  Examination(
      Dataset data,
      Holdout holdout,
      Split.Method method,
      Settings settings,
      List<Candidate> candidates) {
    this.candidates = List.copyOf(candidates);
    this.data = data;
    this.settings = settings;
    this.split = new Split(method, List.of(0.64, 0.16, 0.2), settings.seed());
    this.knowledge = new Knowledge(data, holdout.learned(), settings);
    this.ever = knowledge.ever();
    this.evaluator =
        new Evaluator(
            Learner.K, ItemFacts.of(knowledge.profiles().usersByItems()), settings.threads());
    ShopQuestions.Sampling sampling =
        new ShopQuestions.Sampling(settings.mostCases(), settings.seed());
    this.customers =
        ShopQuestions.customers(
            data, knowledge.profiles(), holdout.learned(), holdout.test(), sampling);
    this.baskets = ShopQuestions.baskets(data, holdout.test(), sampling);
  }

  /** Whether there are enough customers to judge by; else it is done by baskets. */
  boolean isJudgedByCustomers() {
    return customers.size() >= settings.fewestCases();
  }

  boolean isJudged() {
    return isJudgedByCustomers() || baskets.size() >= settings.fewestCases();
  }

  /** NDCG of one candidate less another's, as they serve. */
  Comparison compare(Candidate one, Candidate other) {
    ShopQuestions questions = isJudgedByCustomers() ? customers : baskets;
    Bootstrap bootstrap = new Bootstrap(questions.size(), settings.seed());
    return served(one, questions).against(served(other, questions), Metric.NDCG, bootstrap);
  }

  /** What customers will buy. */
  Task customers(Candidate chosen, Candidate inService) {
    return task(customers, chosen, inService);
  }

  /** What is missing from a basket. */
  Task baskets(Candidate chosen, Candidate inService) {
    return task(baskets, chosen, inService);
  }

  private Task task(ShopQuestions questions, Candidate chosen, Candidate inService) {
    Bootstrap bootstrap = new Bootstrap(questions.size(), settings.seed());
    Measured asServed = served(chosen, questions);
    Measured byRecent = popularity(knowledge.recent(), questions);
    Measured byEver = popularity(ever, questions);
    boolean isRecent = byRecent.mean(Metric.NDCG) >= byEver.mean(Metric.NDCG);
    Map<String, Measured> baselines = new TreeMap<>();
    baselines.put("popularity", isRecent ? byRecent : byEver);
    Measured chance =
        evaluator.measure(
            Algorithms.of("random", Map.of()).fit(knowledge.profiles(), knowledge.effort()),
            questions);
    baselines.put("random", chance);
    if (inService != null) {
      baselines.put(IN_SERVICE, served(inService, questions));
    }
    List<ResultRow> rows = new ArrayList<>();
    rows.add(
        row(
            "served",
            told(chosen, questions),
            asServed,
            fit(chosen).seconds(),
            baselines,
            bootstrap));
    if (inService != null) {
      rows.add(
          row(
              IN_SERVICE,
              told(inService, questions),
              baselines.get(IN_SERVICE),
              fit(inService).seconds(),
              baselines,
              bootstrap));
    }
    for (Candidate candidate : candidates) {
      rows.add(
          ResultRow.of(
              candidate.recipe().algorithm(),
              candidate.recipe().settings(),
              evaluator.measure(fit(candidate).alone(), questions),
              fit(candidate).seconds(),
              0,
              candidate.trials(),
              baselines,
              bootstrap));
    }
    rows.add(
        row(
            "popularity",
            Map.of("halfLifeDays", isRecent ? settings.popularityDecay().halfLife().toDays() : 0),
            baselines.get("popularity"),
            0,
            baselines,
            bootstrap));
    rows.add(row("random", Map.of(), chance, 0, baselines, bootstrap));
    return new Task(
        asServed, baselines.get("popularity"), bootstrap, table(questions, bootstrap, rows));
  }

  private static ResultRow row(
      String name,
      Map<String, Object> settings,
      Measured measured,
      double seconds,
      Map<String, Measured> baselines,
      Bootstrap bootstrap) {
    return ResultRow.of(
        name, settings, measured, seconds, 0, List.<Trial>of(), baselines, bootstrap);
  }

  private ResultTable table(Questions questions, Bootstrap bootstrap, List<ResultRow> rows) {
    int tested = 0;
    for (int q = 0; q < questions.size(); q++) {
      tested += questions.targets(q).length;
    }
    return ResultTable.of(
        split,
        Learner.K,
        bootstrap.resamples(),
        new ResultTable.Sizes(
            data.customers(),
            data.items(),
            data.rows(),
            knowledge.profiles().size(),
            tested,
            questions.size(),
            0,
            0),
        rows);
  }

  private Map<String, Object> told(Candidate candidate, ShopQuestions questions) {
    Blend blend = blend(candidate, questions);
    Map<String, Object> told = new TreeMap<>(candidate.recipe().settings());
    told.put("algorithm", candidate.recipe().algorithm());
    told.put("blend.neighbours", blend.neighbours());
    told.put("blend.rules", blend.rules());
    told.put("blend.popular", blend.popular());
    return told;
  }

  private Blend blend(Candidate candidate, ShopQuestions questions) {
    return questions == customers ? candidate.forCustomers() : candidate.forBaskets();
  }

  private Measured served(Candidate candidate, ShopQuestions questions) {
    Asked asked = new Asked(candidate.recipe(), blend(candidate, questions), questions);
    Measured known = served.get(asked);
    if (known != null) {
      return known;
    }
    Ranker ranker = fit(candidate).ranker();
    Measured measured =
        evaluator.measure(scorer(ranker, asked.blend(), knowledge.recent()), questions);
    served.put(asked, measured);
    return measured;
  }

  private Measured popularity(Popularity popularity, ShopQuestions questions) {
    Ranker none = new Ranker(SparseMatrix.empty(data.items()), List.of());
    return evaluator.measure(scorer(none, Blend.POPULAR_ONLY, popularity), questions);
  }

  private ServedScorer scorer(Ranker ranker, Blend blend, Popularity popularity) {
    TimeDecay decay = settings.interestDecay();
    return new ServedScorer(
        ranker, blend, popularity, history -> Histories.interests(history, decay), data.items());
  }

  private Fit fit(Candidate candidate) {
    Fit known = fits.get(candidate.recipe());
    if (known != null) {
      return known;
    }
    long start = System.nanoTime();
    Scorer alone = knowledge.fit(candidate.recipe());
    double seconds = (System.nanoTime() - start) / 1e9;
    SparseMatrix neighbours = Neighbours.of(alone, data.items(), settings.neighbours());
    boolean asked = candidates.stream().anyMatch(one -> one.recipe().equals(candidate.recipe()));
    Fit fit =
        new Fit(asked ? alone : null, new Ranker(neighbours, knowledge.rules().rules()), seconds);
    fits.put(candidate.recipe(), fit);
    return fit;
  }
}
