package dev.parallax.recommendation.predictor;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Reads forms, whose fields are texts. */
@ApplicationScoped
class Uploads {
  private final PredictorConfig config;

  Uploads(PredictorConfig config) {
    this.config = config;
  }

  void require(FileUpload file) {
    if (file == null) {
      throw Problems.invalid("file", "must be a part of the multipart body");
    }
    long largest = config.largest().asLongValue();
    if (file.size() > largest) {
      throw Problems.tooLarge("file", "must not be larger than " + largest + " bytes");
    }
  }

  /**
   * @throws RuntimeException a 400 problem naming each field
   */
  static Order order(
      String name,
      String target,
      String type,
      String algorithm,
      String data,
      String seed,
      String testShare,
      String folds,
      String positive,
      String confidence,
      String threshold,
      String logTransform,
      String clipOutliers,
      List<String> categories,
      List<String> ignore) {
    List<FieldError> errors = new ArrayList<>();
    PredictorRequest request =
        new PredictorRequest(
            name,
            target,
            type,
            algorithm,
            data,
            OrderForms.parsed("seed", seed, Long::valueOf, "must be a whole number", errors),
            OrderForms.parsed("testShare", testShare, Double::valueOf, "must be a number", errors),
            OrderForms.parsed("folds", folds, Integer::valueOf, "must be a whole number", errors),
            positive,
            OrderForms.parsed(
                "confidence", confidence, Double::valueOf, "must be a number", errors),
            OrderForms.parsed("threshold", threshold, Double::valueOf, "must be a number", errors),
            flag("logTransform", logTransform, errors),
            flag("clipOutliers", clipOutliers, errors),
            split(categories),
            split(ignore),
            null);
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return OrderForms.read(request, true);
  }

  static Boolean flag(String field, String text, List<FieldError> errors) {
    if (text == null || text.isBlank()) {
      return null;
    }
    return switch (text.strip()) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        errors.add(new FieldError(field, "must be true or false"));
        yield null;
      }
    };
  }

  private static List<String> split(List<String> lists) {
    return lists == null
        ? null
        : lists.stream()
            .flatMap(list -> Arrays.stream(list.split(",")))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .toList();
  }
}
