package dev.parallax.ingestion.request;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.problem.FieldError;
import java.util.List;

/**
 * One of several inputs that was not taken in.
 *
 * @param index within the request, from 0
 * @param messageId the sender's id of it, null where it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RejectedItem(int index, String messageId, List<FieldError> errors) {
  public static RejectedItem of(int index, String messageId, List<Mistake> mistakes) {
    return new RejectedItem(index, messageId, Mistake.toFieldErrors(mistakes));
  }
}
