package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.Holdout;
import dev.parallax.recommendation.evaluation.Contestant;
import dev.parallax.recommendation.evaluation.Evaluator;
import dev.parallax.recommendation.evaluation.Footprint;
import dev.parallax.recommendation.evaluation.Questions;
import dev.parallax.recommendation.evaluation.TooLargeException;
import dev.parallax.recommendation.evaluation.Trial;
import dev.parallax.recommendation.evaluation.Tuner;
import dev.parallax.recommendation.evaluation.Validation;
import dev.parallax.recommendation.model.Recipe;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Ranker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds recipes and blends on the validation part; the test is not looked at here. */
final class Chooser {
  /** Where nothing can be chosen. */
  static final Blend UNTUNED = new Blend(1, 1, 0.03);

  private static final int MOST_TRIALS = 12;

  /** The snapshot, its parts, and the profiles made of it. */
  private static final long HELD_BYTES_PER_ROW = 45;

  /** A neighbour that serves, while it is taken out of what was learned. */
  private static final long BYTES_PER_NEIGHBOUR = 24;

  /** Where one is measured against another. */
  private static final int MODELS = 2;

  private final Settings settings;
  private final Wanted wanted;
  private final Knowledge knowledge;
  private final Footprint footprint;
  private final ShopQuestions customers;
  private final ShopQuestions baskets;

  Chooser(Dataset data, Holdout holdout, Settings settings, Wanted wanted) {
    this.settings = settings;
    this.wanted = wanted;
    this.knowledge = new Knowledge(data, holdout.training(), settings);
    this.footprint =
        Footprint.of(
            new Footprint.Data(
                data.customers(),
                data.items(),
                knowledge.profiles().size(),
                HELD_BYTES_PER_ROW * data.rows()
                    + BYTES_PER_NEIGHBOUR * settings.neighbours() * data.items(),
                MODELS));
    ShopQuestions.Sampling sampling =
        new ShopQuestions.Sampling(settings.mostCases(), settings.seed());
    this.customers =
        ShopQuestions.customers(
            data, knowledge.profiles(), holdout.training(), holdout.validation(), sampling);
    this.baskets = ShopQuestions.baskets(data, holdout.validation(), sampling);
  }

  /** What there is room for. */
  Footprint footprint() {
    return footprint;
  }

  /**
   * Each algorithm at its best, the best of all first.
   *
   * @throws TooLargeException when one that was asked for does not fit into memory
   */
  List<Candidate> candidates(Runnable beforeEach) {
    List<Candidate> candidates = new ArrayList<>();
    for (Contestant contestant : contestants()) {
      candidates.add(candidate(contestant, beforeEach));
    }
    candidates.sort(Comparator.comparingDouble(Candidate::ndcg).reversed());
    return candidates;
  }

  private List<Contestant> contestants() {
    if (!wanted.algorithms().isEmpty()) {
      List<Contestant> named =
          wanted.algorithms().stream().map(this::bounded).map(footprint::fitting).toList();
      named.forEach(footprint::check);
      return named;
    }
    return Wanted.SERVABLE.stream()
        .sorted()
        .map(Contestant::of)
        .map(this::bounded)
        .map(footprint::fitting)
        .filter(footprint::fits)
        .toList();
  }

  private Candidate candidate(Contestant contestant, Runnable beforeEach) {
    beforeEach.run();
    List<Trial> trials = wanted.tune() ? trials(contestant, beforeEach) : List.of();
    Map<String, Object> chosen =
        trials.isEmpty() ? contestant.settings() : Tuner.best(trials).settings();
    Recipe recipe =
        new Recipe(
            contestant.algorithm(), Algorithms.of(contestant.algorithm(), chosen).settings());
    Ranker ranker = knowledge.ranker(recipe);
    BlendSearch.Found ofCustomers = blend(ranker, customers);
    BlendSearch.Found ofBaskets = blend(ranker, baskets);
    return new Candidate(
        recipe,
        ofCustomers.blend(),
        ofBaskets.blend(),
        isJudgedByCustomers() ? ofCustomers.ndcg() : ofBaskets.ndcg(),
        trials);
  }

  /** Neighbours beyond those that serve need not be found. */
  private Contestant bounded(Contestant contestant) {
    if (!contestant.algorithm().equals("item-knn") || contestant.settings().containsKey("k")) {
      return contestant;
    }
    Map<String, Object> settings = new HashMap<>(contestant.settings());
    settings.put("k", this.settings.neighbours());
    if (!wanted.tune()) {
      settings.putIfAbsent("shrinkage", this.settings.shrinkage());
    }
    return new Contestant(contestant.algorithm(), settings);
  }

  private List<Trial> trials(Contestant contestant, Runnable beforeEach) {
    Questions questions = isJudgedByCustomers() ? customers : baskets;
    if (questions.size() < settings.fewestCases()) {
      return List.of();
    }
    Evaluator evaluator = new Evaluator(Learner.K, null, settings.threads());
    return new Tuner(
            Validation.byLists(evaluator, questions),
            knowledge.profiles(),
            knowledge.effort(),
            MOST_TRIALS,
            footprint)
        .search(contestant, beforeEach);
  }

  private boolean isJudgedByCustomers() {
    return customers.size() >= settings.fewestCases();
  }

  private BlendSearch.Found blend(Ranker ranker, Questions questions) {
    return questions.size() < settings.fewestCases()
        ? new BlendSearch.Found(UNTUNED, 0)
        : BlendSearch.best(
            ranker, knowledge.recent(), settings.interestDecay(), questions, Learner.K);
  }
}
