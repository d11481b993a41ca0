package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.Profiles;
import dev.parallax.recommendation.evaluation.Evaluation;
import dev.parallax.recommendation.evaluation.Metrics;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.model.RecommendationModel;
import dev.parallax.recommendation.neighbour.ItemKnn;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.ranking.Ranker;
import java.time.Duration;
import java.util.List;

/**
 * Learns three times. From the first 64 % of order lines by event time, to choose the blend on the
 * next 16 %; from the first 80 %, to measure the chosen blend on the last 20 %, which nothing was
 * chosen on; and from everything, for the model that serves. The last one cannot be measured, but
 * leaving out the newest fifth would throw away what matters most; it is the same method on more
 * data. A random split was rejected: it learns from the future.
 */
public final class Learner {
  private static final double TUNE_FROM = 0.64;
  private static final double TEST_FROM = 0.8;
  private static final Blend UNTUNED = new Blend(1, 1, 0.03);
  private static final TimeDecay HARDLY_ANY = new TimeDecay(Duration.ofDays(36_500));

  private final Dataset data;
  private final Settings settings;

  private Learner(Dataset data, Settings settings) {
    this.data = data;
    this.settings = settings;
  }

  /** What was learned from a part of the data. */
  private record Fit(Profiles profiles, SparseMatrix similar, RuleLearner.Learned rules) {
    Ranker ranker() {
      return new Ranker(similar, rules.rules());
    }
  }

  /**
   * @param items ids by number
   * @throws LearningInterruptedException when the thread was interrupted
   */
  public static Learned learn(
      Dataset data, List<String> items, Settings settings, Progress progress) {
    return new Learner(data, settings).learn(items, progress);
  }

  private Learned learn(List<String> items, Progress progress) {
    int tuneFrom = data.minuteAt(TUNE_FROM);
    int testFrom = data.minuteAt(TEST_FROM);
    int end = data.lastMinute() + 1;

    step(progress, 0, "learning from the first 64 % of time");
    Evaluation tuning = evaluation(fit(tuneFrom), tuneFrom, testFrom);
    step(progress, 2, "choosing the blend on the next 16 %");
    Blend forCustomers =
        tuning.customerCases() < settings.fewestCases()
            ? UNTUNED
            : tuning.tunedForCustomers(UNTUNED);
    Blend forBaskets =
        tuning.basketCases() < settings.fewestCases() ? UNTUNED : tuning.tunedForBaskets(UNTUNED);

    step(progress, 3, "learning from the first 80 %");
    Evaluation test = evaluation(fit(testFrom), testFrom, end);
    step(progress, 4, "measuring on the last 20 %");
    Metrics customers = test.customers(forCustomers);
    Metrics baskets = test.baskets(forBaskets);
    Popularity recent = data.popularity(testFrom, settings.popularityDecay());
    Popularity ever = data.popularity(testFrom, HARDLY_ANY);
    Metrics customersBaseline =
        better(test.customersByPopularity(recent), test.customersByPopularity(ever));
    Metrics basketsBaseline =
        better(test.basketsByPopularity(recent), test.basketsByPopularity(ever));

    step(progress, 5, "learning from everything");
    Fit all = fit(end);
    step(progress, 6, "storing");
    return new Learned(
        new RecommendationModel(
            items, all.rules().rules(), all.similar(), forCustomers, forBaskets),
        customers,
        customersBaseline,
        baskets,
        basketsBaseline,
        all.rules().minCountOfPairs(),
        all.rules().minCountOfTriples(),
        settings.fewestCases());
  }

  private Fit fit(int until) {
    Profiles profiles = data.profiles(until, settings.mostItemsPerCustomer());
    SparseMatrix similar =
        ItemKnn.fit(
            profiles.preferences(),
            settings.neighbours(),
            settings.shrinkage(),
            settings.threads());
    return new Fit(
        profiles, similar, new RuleLearner(settings).learn(data.baskets(Integer.MIN_VALUE, until)));
  }

  private Evaluation evaluation(Fit fit, int from, int until) {
    return Evaluation.of(
        data,
        from,
        until,
        fit.ranker(),
        fit.profiles(),
        data.popularity(from, settings.popularityDecay()),
        settings.interestDecay(),
        new Evaluation.Sampling(settings.mostCases(), settings.seed()));
  }

  private static Metrics better(Metrics a, Metrics b) {
    return a.ndcg() >= b.ndcg() ? a : b;
  }

  private static void step(Progress progress, int done, String doing) {
    if (Thread.currentThread().isInterrupted()) {
      throw new LearningInterruptedException();
    }
    progress.step(done, doing);
  }
}
