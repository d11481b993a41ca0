package dev.parallax.recommendation.evaluation;

import dev.parallax.recommendation.algorithm.Algorithm;
import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.evaluation.data.InteractionTable;
import dev.parallax.recommendation.evaluation.data.Split;
import dev.parallax.recommendation.evaluation.metric.Bootstrap;
import dev.parallax.recommendation.evaluation.metric.Estimate;
import dev.parallax.recommendation.evaluation.metric.ItemFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Evaluates algorithms on one set of interactions: prepares and parts it, tunes on the validation,
 * learns, asks, and compares each with popularity and with chance. The test is looked at once per
 * algorithm, after its settings are fixed.
 */
public final class Contest {
  /** What every algorithm has to beat. */
  public static final String POPULARITY = "popularity";

  /** What even popularity has to beat. */
  public static final String CHANCE = "random";

  private static final int VALIDATION_USERS = 3_000;
  private static final int MOST_TRIALS = 16;

  /** The table, its parts, what is learned from once or twice, and what is asked. */
  private static final long HELD_BYTES = 60;

  private static final int TRAINING = 1 << Split.TRAINING;
  private static final int VALIDATION = 1 << Split.VALIDATION;
  private static final int TEST = 1 << Split.TEST;

  private final Plan plan;
  private final InteractionTable table;
  private final byte[] parts;
  private final Effort effort;
  private final Steps steps;
  private final Footprint footprint;
  private final List<Contestant> contestants;

  private Contest(Plan plan, InteractionTable table, Steps steps) {
    this.plan = plan;
    this.table = table;
    this.parts = plan.split().parts(table);
    this.effort = new Effort(plan.threads(), plan.split().seed());
    this.steps = steps;
    this.footprint =
        Footprint.of(
            new Footprint.Data(
                table.users(), table.items(), table.size(), HELD_BYTES * table.size(), 1));
    List<Contestant> wanted =
        plan.contestants().isEmpty()
            ? Algorithms.names().stream().map(Contestant::of).toList()
            : plan.contestants();
    this.contestants = new ArrayList<>();
    for (String baseline : List.of(POPULARITY, CHANCE)) {
      if (wanted.stream().noneMatch(one -> one.algorithm().equals(baseline))) {
        contestants.add(Contestant.of(baseline));
      }
    }
    wanted.stream().map(footprint::fitting).forEach(contestants::add);
  }

  /**
   * @param raw read when it is needed and not kept, since it is large
   * @throws NothingToAskException when nothing is left to learn from or to ask
   * @throws IllegalStateException when the thread was interrupted; its flag is set again
   */
  public static ResultTable run(Supplier<InteractionTable> raw, Plan plan, Steps steps) {
    steps.at(0, 0, "preparing and parting the interactions");
    InteractionTable table = plan.preparation().apply(raw.get());
    if (table.size() == 0) {
      throw new NothingToAskException(
          "nothing is left after minRating and core: lower them, or send more interactions");
    }
    return new Contest(plan, table, steps).run();
  }

  /** An algorithm that was learned and asked. */
  private record Entry(
      Algorithm algorithm,
      Measured measured,
      Map<String, Estimate> ratingErrors,
      double fitSeconds,
      double measureSeconds,
      List<Trial> trials) {}

  private ResultTable run() {
    int learnedParts = plan.refit() ? TRAINING | VALIDATION : TRAINING;
    Interactions learned = learned(learnedParts, plan.implicit());
    HeldOut test =
        HeldOut.of(
            table, parts, learned, TRAINING | VALIDATION, TEST, plan.mostUsers(), effort.seed());
    if (test.size() == 0) {
      throw new NothingToAskException(
          "no user has both interactions to learn from and held-out ones: split otherwise, or"
              + " send more interactions of each user");
    }
    Bootstrap bootstrap = new Bootstrap(test.size(), effort.seed());
    List<ResultRow> rows = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    Map<String, Measured> baselines = new TreeMap<>();
    Evaluator evaluator =
        new Evaluator(plan.k(), ItemFacts.of(learned.usersByItems()), plan.threads());
    for (int c = 0; c < contestants.size(); c++) {
      Contestant contestant = contestants.get(c);
      try {
        Interactions its =
            contestant.learnsFromRatings() && plan.implicit()
                ? learned(learnedParts, false)
                : learned;
        Entry entry = enter(contestant, c, its, test.with(its), evaluator, bootstrap);
        if (contestant.algorithm().equals(POPULARITY) || contestant.algorithm().equals(CHANCE)) {
          baselines.putIfAbsent(contestant.algorithm(), entry.measured());
        }
        entries.add(entry);
      } catch (IllegalArgumentException e) {
        rows.add(ResultRow.failed(contestant, e.getMessage()));
      }
    }
    // After the last: a baseline that was named may have come late.
    entries.forEach(entry -> rows.add(row(entry, baselines, bootstrap)));
    int tested = 0;
    for (byte part : parts) {
      tested += part == Split.TEST ? 1 : 0;
    }
    return ResultTable.of(
        plan.split(),
        plan.k(),
        bootstrap.resamples(),
        new ResultTable.Sizes(
            table.users(),
            table.items(),
            table.size(),
            learned.size(),
            tested,
            test.size(),
            test.coldUsers(),
            0),
        rows);
  }

  private Entry enter(
      Contestant contestant,
      int number,
      Interactions learned,
      HeldOut test,
      Evaluator evaluator,
      Bootstrap bootstrap) {
    if (contestant.learnsFromRatings() && !table.rated()) {
      throw new IllegalArgumentException("needs ratings, and the file has none");
    }
    if (contestant.needsTimes() && !table.timed()) {
      throw new IllegalArgumentException("needs timestamps, and the file has none");
    }
    footprint.check(contestant);
    List<Trial> trials = plan.tune() ? tune(contestant, number) : List.of();
    Map<String, Object> settings =
        trials.isEmpty() ? contestant.settings() : Tuner.best(trials).settings();
    Algorithm algorithm = Algorithms.of(contestant.algorithm(), settings);
    step(number, "learning: " + contestant.algorithm());
    long start = System.nanoTime();
    Scorer scorer = algorithm.fit(learned, effort);
    long fitted = System.nanoTime();
    step(number, "asking: " + contestant.algorithm());
    Measured measured = evaluator.measure(scorer, test);
    long end = System.nanoTime();
    Map<String, Estimate> errors =
        scorer.predictsValues() && table.rated()
            ? RatingErrors.of(scorer, test, learned, bootstrap)
            : Map.of();
    return new Entry(
        algorithm, measured, errors, (fitted - start) / 1e9, (end - fitted) / 1e9, trials);
  }

  private Interactions learned(int from, boolean implicit) {
    return table.interactions(parts, from, implicit);
  }

  private List<Trial> tune(Contestant contestant, int number) {
    if (SearchSpace.of(contestant.algorithm()).isEmpty()) {
      return List.of();
    }
    boolean ratings = contestant.learnsFromRatings();
    Interactions learned = learned(TRAINING, plan.implicit() && !ratings);
    HeldOut asked =
        HeldOut.of(table, parts, learned, TRAINING, VALIDATION, VALIDATION_USERS, effort.seed());
    if (asked.size() == 0) {
      return List.of();
    }
    Validation validation =
        ratings
            ? RatingErrors.validation(asked, learned)
            : Validation.byLists(new Evaluator(plan.k(), null, plan.threads()), asked);
    return new Tuner(validation, learned, effort, MOST_TRIALS, footprint)
        .search(contestant, () -> step(number, "tuning: " + contestant.algorithm()));
  }

  private static ResultRow row(Entry entry, Map<String, Measured> baselines, Bootstrap bootstrap) {
    return ResultRow.of(
            entry.algorithm().name(),
            entry.algorithm().settings(),
            entry.measured(),
            entry.fitSeconds(),
            entry.measureSeconds(),
            entry.trials(),
            baselines,
            bootstrap)
        .with(entry.ratingErrors());
  }

  private void step(int number, String doing) {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted while evaluating");
    }
    steps.at(number + 1, contestants.size() + 1, doing);
  }
}
