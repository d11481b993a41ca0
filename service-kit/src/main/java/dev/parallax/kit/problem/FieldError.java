package dev.parallax.kit.problem;

import dev.parallax.contracts.Required;

/**
 * One thing wrong with a request.
 *
 * @param field path within the body ({@code products[2].price}) or name of the parameter
 * @param message what would be accepted
 */
public record FieldError(String field, String message) {
  public FieldError {
    Required.text("field", field);
    Required.text("message", message);
  }
}
