package dev.parallax.recommendation.experiment;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.recommendation.offer.Variant;
import dev.parallax.recommendation.ranker.ServingRanker;
import dev.parallax.recommendation.ranking.Blend;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is tried out, and on whom; the body of {@code PUT /v1/experiments/{name}}.
 *
 * @param description for people, at most 500 characters
 * @param kind {@code ab}, where each customer gets one arm, or {@code interleaved}, where each list
 *     is made of both; ab where it is left out
 * @param surfaces where it runs; everywhere where it is left out
 * @param share of the customers who take part, above 0 and at most 1; all where it is left out
 * @param arms 2 to 5, the first of them what the others are compared with; of an interleaved
 *     experiment 2
 * @param candidates up to 3 that nobody is shown; what they would have brought is estimated of what
 *     the arms showed. Only of kind ab; each answer takes the time of the answers of all arms and
 *     candidates. None where it is left out
 * @param shuffled the share of lists whose items change places by lot, so that more of what
 *     candidates would show where has had a chance; of kind ab, from 0, which it is where it is
 *     left out, to 1
 */
public record ExperimentDefinition(
    String description,
    Kind kind,
    List<String> surfaces,
    Double share,
    List<Arm> arms,
    List<Arm> candidates,
    Double shuffled) {
  private static final int MOST_CANDIDATES = 3;
  private static final int MOST_ARMS = 5;
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_DESCRIPTION = 500;
  private static final int MOST_SURFACES = 50;

  /** How customers are divided. */
  public enum Kind {
    AB,
    INTERLEAVED;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One way to make lists; without model, blend, strategy and ranker the usual one.
   *
   * @param share of those who take part, next to the others' shares; alike where it is left out
   * @param modelVersion the id of a model that is kept, the one that serves where it is left out
   * @param blend how sources are weighed, as the model has it where it is left out
   * @param strategy one source alone: rules, item-knn or popular
   * @param ranker false for the order of blended scores, even where a ranker serves
   * @param rankerVersion the id of a ranker that is kept, the one that serves where it is left out
   */
  public record Arm(
      String name,
      Double share,
      String modelVersion,
      Weights blend,
      String strategy,
      Boolean ranker,
      String rankerVersion) {
    private static final double HARDLY = 1e-9;

    Variant variant() {
      Blend weighed = blend == null ? null : blend.blend();
      if (strategy != null) {
        // Popularity cannot be nothing: it orders what the strategy says nothing of.
        weighed =
            switch (strategy) {
              case "rules" -> new Blend(1, 0, HARDLY);
              case "item-knn" -> new Blend(0, 1, HARDLY);
              default -> Blend.POPULAR_ONLY;
            };
      }
      return new Variant(modelVersion, weighed, lacksRanker() ? ServingRanker.NONE : rankerVersion);
    }

    private boolean lacksRanker() {
      return Boolean.FALSE.equals(ranker);
    }

    double weight() {
      return share == null ? 1 : share;
    }
  }

  /**
   * @param popular above 0
   */
  public record Weights(Double rules, Double itemKnn, Double popular) {
    boolean isValid() {
      return rules != null
          && rules >= 0
          && Double.isFinite(rules)
          && itemKnn != null
          && itemKnn >= 0
          && Double.isFinite(itemKnn)
          && popular != null
          && popular > 0
          && Double.isFinite(popular);
    }

    Blend blend() {
      return new Blend(rules, itemKnn, popular);
    }
  }

  Kind kindOrUsual() {
    return kind == null ? Kind.AB : kind;
  }

  double shareOrAll() {
    return share == null ? 1 : share;
  }

  List<Arm> candidatesOrNone() {
    return candidates == null ? List.of() : candidates;
  }

  double shuffledOrNone() {
    return shuffled == null ? 0 : shuffled;
  }

  boolean isEstimated() {
    return !candidatesOrNone().isEmpty() || shuffledOrNone() > 0;
  }

  /** Arms and candidates. */
  List<Arm> ways() {
    return Stream.concat(arms.stream(), candidatesOrNone().stream()).toList();
  }

  boolean runsOn(String surface) {
    return surfaces == null || surfaces.contains(surface);
  }

  /** Whether there is a surface that both run on. */
  boolean overlaps(ExperimentDefinition other) {
    return surfaces == null
        || other.surfaces == null
        || surfaces.stream().anyMatch(other.surfaces::contains);
  }

  /** Everything that is wrong with it. */
  List<FieldError> mistakes() {
    List<FieldError> errors = new ArrayList<>();
    if (description != null
        && (description.length() > LONGEST_DESCRIPTION || description.indexOf('\0') >= 0)) {
      errors.add(
          new FieldError(
              "description",
              "must have at most " + LONGEST_DESCRIPTION + " characters, none of them U+0000"));
    }
    if (share != null && !(share > 0 && share <= 1)) {
      errors.add(new FieldError("share", "must be above 0 and at most 1"));
    }
    if (surfaces != null
        && (surfaces.isEmpty()
            || surfaces.size() > MOST_SURFACES
            || surfaces.stream().anyMatch(ExperimentDefinition::isNoName))) {
      errors.add(
          new FieldError(
              "surfaces",
              "must be 1 to " + MOST_SURFACES + " names such as home, or left out for everywhere"));
    }
    int most = kindOrUsual() == Kind.INTERLEAVED ? 2 : MOST_ARMS;
    if (arms == null || arms.size() < 2 || arms.size() > most) {
      errors.add(
          new FieldError(
              "arms",
              most == 2 ? "must be 2 of an interleaved experiment" : "must be 2 to " + most));
    } else {
      Set<String> names = new HashSet<>();
      armMistakes("arms", arms, names, errors);
      armMistakes("candidates", candidatesOrNone(), names, errors);
    }
    estimateMistakes(errors);
    return errors;
  }

  private void estimateMistakes(List<FieldError> errors) {
    boolean interleaved = kindOrUsual() == Kind.INTERLEAVED;
    if (candidatesOrNone().size() > (interleaved ? 0 : MOST_CANDIDATES)) {
      errors.add(
          new FieldError(
              "candidates",
              interleaved
                  ? "must be left out of an interleaved experiment, which shows half of each list"
                  : "must be at most " + MOST_CANDIDATES));
    }
    if (candidatesOrNone().stream().anyMatch(one -> one != null && one.share() != null)) {
      errors.add(new FieldError("candidates", "must not have a share: nobody is shown them"));
    }
    if (shuffled != null && !(shuffled >= 0 && shuffled <= 1 && !(interleaved && shuffled > 0))) {
      errors.add(
          new FieldError("shuffled", "must be 0 to 1, and left out of an interleaved experiment"));
    }
  }

  private static void armMistakes(
      String field, List<Arm> arms, Set<String> names, List<FieldError> errors) {
    for (int i = 0; i < arms.size(); i++) {
      Arm arm = arms.get(i);
      String at = field + "[" + i + "]";
      if (arm == null || isNoName(arm.name()) || !names.add(arm.name())) {
        errors.add(
            new FieldError(
                at + ".name",
                "must be 1 to "
                    + LONGEST_NAME
                    + " characters, none of them a control character, that no other arm has"));
        continue;
      }
      if (arm.share() != null && !(arm.share() > 0 && arm.share() <= 1)) {
        errors.add(new FieldError(at + ".share", "must be above 0 and at most 1"));
      }
      if (arm.blend() != null && !arm.blend().isValid()) {
        errors.add(
            new FieldError(
                at + ".blend", "must have rules and itemKnn of 0 or more and popular above 0"));
      }
      if (arm.strategy() != null
          && !Set.of("rules", "item-knn", "popular").contains(arm.strategy())) {
        errors.add(new FieldError(at + ".strategy", "must be rules, item-knn or popular"));
      }
      if (arm.strategy() != null && arm.blend() != null) {
        errors.add(new FieldError(at + ".strategy", "must not be given together with blend"));
      }
      if (arm.lacksRanker() && arm.rankerVersion() != null) {
        errors.add(
            new FieldError(
                at + ".rankerVersion", "must not be given together with a ranker of false"));
      }
    }
  }

  private static boolean isNoName(String name) {
    return name == null
        || name.isBlank()
        || name.length() > LONGEST_NAME
        || name.chars().anyMatch(Character::isISOControl);
  }
}
