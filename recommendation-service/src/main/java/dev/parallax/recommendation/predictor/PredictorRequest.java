package dev.parallax.recommendation.predictor;

import java.util.List;

/**
 * The body of {@code POST /v1/predictors}; with a file the same fields are those of a form.
 *
 * @param name small letters, digits and hyphens
 * @param target the column that is predicted; of customers {@code buys-within-30-days} or {@code
 *     spend-within-30-days}, with any number of days from 1 to 365
 * @param type regression or classification; told by the target where it is left out
 * @param algorithm linear-regression, logistic-regression, linear-svm, decision-tree,
 *     random-forest, gradient-boosting or auto
 * @param data {@code customers}: the suite's own customers; a CSV comes as a file
 * @param seed of everything random
 * @param testShare of rows held out to measure the model, 0 to 0.9
 * @param folds of cross-validation among the others, 2 to 20
 * @param positive the class whose probability is predicted
 * @param confidence of intervals, 0.5 to 0.99
 * @param threshold from which on a probability counts as a yes
 * @param logTransform whether skewed counts are logged; what suits the algorithm where left out
 * @param clipOutliers whether outliers are clipped; likewise
 * @param categories columns of a file that are categories though they look like numbers
 * @param ignore columns that are not learned from
 * @param cut of customers: up to when they are described, RFC 3339
 */
public record PredictorRequest(
    String name,
    String target,
    String type,
    String algorithm,
    String data,
    Long seed,
    Double testShare,
    Integer folds,
    String positive,
    Double confidence,
    Double threshold,
    Boolean logTransform,
    Boolean clipOutliers,
    List<String> categories,
    List<String> ignore,
    String cut) {}
