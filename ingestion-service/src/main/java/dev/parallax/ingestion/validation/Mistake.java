package dev.parallax.ingestion.validation;

import dev.parallax.contracts.Required;
import dev.parallax.kit.problem.FieldError;
import java.util.List;

/**
 * One thing wrong with an input.
 *
 * @param field path within the input ({@code properties.products[2].price})
 * @param message what would be accepted; never repeats the value, which may be personal
 */
public record Mistake(Code code, String field, String message) {
  public Mistake {
    Required.value("code", code);
    Required.text("field", field);
    Required.text("message", message);
  }

  /** As it goes into an answer. */
  public FieldError toFieldError() {
    return new FieldError(field, message);
  }

  /** All of them as they go into an answer. */
  public static List<FieldError> toFieldErrors(List<Mistake> mistakes) {
    return mistakes.stream().map(Mistake::toFieldError).toList();
  }
}
