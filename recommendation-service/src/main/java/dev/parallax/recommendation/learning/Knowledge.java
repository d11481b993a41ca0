package dev.parallax.recommendation.learning;

import dev.parallax.recommendation.algorithm.Algorithms;
import dev.parallax.recommendation.algorithm.Effort;
import dev.parallax.recommendation.algorithm.Interactions;
import dev.parallax.recommendation.algorithm.Scorer;
import dev.parallax.recommendation.algorithm.served.Neighbours;
import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.Rows;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.model.Recipe;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Ranker;
import java.time.Duration;

/** What some rows of the data teach whatever the recipe: profiles, rules, what is popular. */
final class Knowledge {
  private static final TimeDecay HARDLY_ANY = new TimeDecay(Duration.ofDays(36_500));

  private final Dataset data;
  private final Rows rows;
  private final Settings settings;
  private final Interactions profiles;
  private final RuleLearner.Learned rules;
  private final Popularity recent;

  Knowledge(Dataset data, Rows rows, Settings settings) {
    this.data = data;
    this.rows = rows;
    this.settings = settings;
    this.profiles = data.profiles(rows, settings.mostItemsPerCustomer()).interactions();
    this.rules = new RuleLearner(settings).learn(data.baskets(rows));
    this.recent = data.popularity(rows, settings.popularityDecay());
  }

  Interactions profiles() {
    return profiles;
  }

  RuleLearner.Learned rules() {
    return rules;
  }

  /** As it serves: with decay. */
  Popularity recent() {
    return recent;
  }

  /** Without. */
  Popularity ever() {
    return data.popularity(rows, HARDLY_ANY);
  }

  Effort effort() {
    return new Effort(settings.threads(), settings.seed());
  }

  Scorer fit(Recipe recipe) {
    return Algorithms.of(recipe.algorithm(), recipe.settings()).fit(profiles, effort());
  }

  /** The neighbours a recipe finds. */
  SparseMatrix neighbours(Recipe recipe) {
    return Neighbours.of(fit(recipe), data.items(), settings.neighbours());
  }

  Ranker ranker(Recipe recipe) {
    return new Ranker(neighbours(recipe), rules.rules());
  }
}
