package dev.parallax.recommendation.predictor;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.learning.predictor.Algorithm;
import dev.parallax.learning.predictor.Plan;
import dev.parallax.learning.predictor.Task;
import dev.parallax.recommendation.predictor.Order.Source;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads what is asked for. A caller learns of every mistake at once. */
final class OrderForms {
  static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private static final String CUSTOMERS = "customers";
  private static final int LONGEST = 200;

  private final List<FieldError> errors = new ArrayList<>();

  private OrderForms() {}

  /**
   * @param withFile whether a file came along
   * @throws RuntimeException a 400 problem naming each field
   */
  static Order read(PredictorRequest request, boolean withFile) {
    if (request == null) {
      throw Problems.invalid("body", "must be an object with name, target and data");
    }
    return new OrderForms().order(request, withFile);
  }

  private Order order(PredictorRequest request, boolean withFile) {
    if (request.name() == null || !NAME.matcher(request.name()).matches()) {
      wrong("name", "must be small letters, digits and hyphens, at most 63");
    }
    Source source = source(request.data(), withFile);
    checkTarget(request.target(), source);
    Algorithm algorithm = algorithm(request);
    Task task = task(request, algorithm);
    if (source == Source.CUSTOMERS && task == null && request.target() != null) {
      task =
          Horizon.parse(request.target())
              .map(horizon -> horizon.spend() ? Task.REGRESSION : Task.CLASSIFICATION)
              .orElse(null);
    }
    if (task != null && algorithm != null && !algorithm.does(task)) {
      wrong(
          "algorithm",
          "must be one that does %s; %s does not".formatted(task.wireName(), algorithm.wireName()));
    }
    double testShare = inside("testShare", request.testShare(), 0.2, 0, 0.9);
    double confidence = inside("confidence", request.confidence(), 0.9, 0.5, 0.99);
    double threshold = inside("threshold", request.threshold(), 0.5, 0.001, 0.999);
    int folds = (int) inside("folds", request.folds(), 5, 2, 20);
    Instant cut = cut(request.cut(), source);
    Set<String> categories = names("categories", request.categories());
    if (source == Source.CUSTOMERS && !categories.isEmpty()) {
      wrong("categories", "is for a file only: of customers it is known what is a category");
    }
    Set<String> ignore = names("ignore", request.ignore());
    if (ignore.contains(request.target())) {
      wrong("ignore", "must not name the target");
    }
    if (source == Source.CUSTOMERS && !CustomerFeatures.COLUMNS.containsAll(ignore)) {
      wrong("ignore", "must name some of " + CustomerFeatures.COLUMNS);
    }
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return new Order(
        request.name(),
        source,
        new Plan(
            request.target().strip(),
            task,
            algorithm,
            request.positive() == null || request.positive().isBlank() ? null : request.positive(),
            request.seed() == null ? 1 : request.seed(),
            testShare,
            folds,
            confidence,
            threshold,
            request.logTransform(),
            request.clipOutliers()),
        categories,
        ignore,
        cut);
  }

  private void wrong(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  private Source source(String data, boolean withFile) {
    if (withFile) {
      if (data != null && !data.isBlank() && !data.equals("csv")) {
        wrong("data", "must not be given beside a file");
      }
      return Source.FILE;
    }
    if (!CUSTOMERS.equals(data)) {
      wrong("data", "must be customers; a CSV is sent as the file of a multipart/form-data body");
    }
    return Source.CUSTOMERS;
  }

  private void checkTarget(String target, Source source) {
    if (target == null || target.isBlank() || target.length() > LONGEST) {
      wrong("target", "must name the column that is predicted");
    } else if (source == Source.CUSTOMERS && Horizon.parse(target).isEmpty()) {
      wrong("target", Horizon.EXPECTED);
    }
  }

  /** An algorithm's name also says the type, so that it may stand there. */
  private Algorithm algorithm(PredictorRequest request) {
    String said = request.algorithm();
    if (said == null || said.isBlank()) {
      return Algorithm.find(request.type() == null ? "" : request.type()).orElse(Algorithm.AUTO);
    }
    return Algorithm.find(said)
        .orElseGet(
            () -> {
              wrong(
                  "algorithm",
                  "must be one of "
                      + Arrays.stream(Algorithm.values()).map(Algorithm::wireName).toList());
              return null;
            });
  }

  private Task task(PredictorRequest request, Algorithm algorithm) {
    String type = request.type();
    if (type == null || type.isBlank() || Algorithm.find(type).isPresent()) {
      return algorithm == null ? null : algorithm.onlyTask();
    }
    for (Task task : Task.values()) {
      if (task.wireName().equals(type)) {
        return task;
      }
    }
    wrong("type", "must be regression or classification");
    return null;
  }

  private double inside(String field, Number value, double otherwise, double low, double high) {
    if (value == null) {
      return otherwise;
    }
    double number = value.doubleValue();
    if (!(number >= low && number <= high)) {
      wrong(field, "must be between %s and %s".formatted(plain(low), plain(high)));
    }
    return number;
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? Long.toString(Math.round(number))
        : Double.toString(number);
  }

  private Instant cut(String cut, Source source) {
    if (cut == null || cut.isBlank()) {
      return null;
    }
    if (source != Source.CUSTOMERS) {
      wrong("cut", "is for data customers only");
      return null;
    }
    try {
      return Instant.parse(cut);
    } catch (DateTimeParseException e) {
      wrong("cut", "must be a time such as 2026-01-31T00:00:00Z");
      return null;
    }
  }

  private Set<String> names(String field, List<String> given) {
    Set<String> names = new LinkedHashSet<>();
    if (given != null) {
      for (String name : given) {
        if (name == null || name.length() > LONGEST) {
          wrong(field, "must name columns");
        } else if (!name.isBlank()) {
          names.add(name.strip());
        }
      }
    }
    return names;
  }

  /**
   * A field of a form, which is a text.
   *
   * @param parse throws NumberFormatException
   */
  static <T> T parsed(
      String field, String text, Function<String, T> parse, String expected, List<FieldError> to) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return parse.apply(text.strip());
    } catch (NumberFormatException e) {
      to.add(new FieldError(field, expected));
      return null;
    }
  }
}
