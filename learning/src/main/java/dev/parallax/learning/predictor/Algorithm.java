package dev.parallax.learning.predictor;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How it is learned. */
public enum Algorithm {
  LINEAR_REGRESSION(Task.REGRESSION),
  LOGISTIC_REGRESSION(Task.CLASSIFICATION),
  LINEAR_SVM(Task.CLASSIFICATION),
  DECISION_TREE(Task.REGRESSION, Task.CLASSIFICATION),
  RANDOM_FOREST(Task.REGRESSION, Task.CLASSIFICATION),
  GRADIENT_BOOSTING(Task.REGRESSION, Task.CLASSIFICATION),
  /** The one that cross-validation finds best. */
  AUTO(Task.REGRESSION, Task.CLASSIFICATION);

  private final Set<Task> tasks;

  Algorithm(Task... tasks) {
    this.tasks = Set.of(tasks);
  }

  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @JsonCreator
  static Algorithm of(String wireName) {
    return find(wireName).orElseThrow(() -> new IllegalArgumentException("unknown algorithm"));
  }

  public static Optional<Algorithm> find(String wireName) {
    return Arrays.stream(values()).filter(a -> a.wireName().equals(wireName)).findFirst();
  }

  public boolean does(Task task) {
    return tasks.contains(task);
  }

  /** The only task it does, null where it does both. */
  public Task onlyTask() {
    return tasks.size() == 1 ? tasks.iterator().next() : null;
  }

  /** What {@link #AUTO} tries, simple ones first: of equals the simpler wins. */
  static List<Algorithm> candidates(Task task) {
    return Arrays.stream(values()).filter(a -> a != AUTO && a.does(task)).toList();
  }

  boolean isOfTrees() {
    return this == DECISION_TREE || this == RANDOM_FOREST || this == GRADIENT_BOOSTING;
  }
}
