package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parallax.kit.problem.FieldError;
import java.time.Instant;
import java.util.List;

/**
 * A rejected input as it is listed.
 *
 * @param code of the first mistake, kebab case
 * @param field of the first mistake
 * @param detail of the first mistake
 * @param event the name of a track call's event
 * @param state open, replaying, replayed or discarded
 * @param job that replayed it, or is about to
 * @param errors all of them; only with a single one
 * @param importId the import it came with
 * @param row within that import's file, from 1
 * @param payload as it came; only for those who may see it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rejected(
    String id,
    String source,
    String kind,
    String code,
    String field,
    String detail,
    Instant receivedAt,
    String messageId,
    @JsonProperty("import") String importId,
    Long row,
    long size,
    String event,
    String state,
    String job,
    List<FieldError> errors,
    String payload) {
  /** For those who may not see it. */
  Rejected withoutPayload() {
    return new Rejected(
        id,
        source,
        kind,
        code,
        field,
        detail,
        receivedAt,
        messageId,
        importId,
        row,
        size,
        event,
        state,
        job,
        errors,
        null);
  }
}
