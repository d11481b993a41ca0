package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.flipkart.zjsonpatch.InvalidJsonPatchException;
import com.flipkart.zjsonpatch.JsonPatch;
import com.flipkart.zjsonpatch.JsonPatchApplicationException;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.body.JsonTrees;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.kit.problem.FieldError;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a payload is mended.
 *
 * @param operations JSON Patch (RFC 6902); null or empty leaves a payload as it is
 * @param replacement stands in place of a payload, null for none
 */
record Patch(JsonNode operations, String replacement) {
  private static final int MOST_OPERATIONS = 50;

  /** What is wrong with it. */
  Optional<FieldError> mistake() {
    if (operations == null || operations.isNull()) {
      return Optional.empty();
    }
    if (replacement != null) {
      return Optional.of(new FieldError("replace", "must not be given beside patch"));
    }
    if (!operations.isArray() || operations.size() > MOST_OPERATIONS) {
      return Optional.of(
          new FieldError("patch", "must be a JSON Patch of at most 50 operations (RFC 6902)"));
    }
    try {
      JsonPatch.validate(operations);
      return Optional.empty();
    } catch (InvalidJsonPatchException e) {
      return Optional.of(
          new FieldError(
              "patch",
              "must be an array of add, remove, replace, move, copy and test operations (RFC 6902)"));
    }
  }

  /** The names of its operations, once each. */
  Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    if (operations != null) {
      operations.forEach(operation -> kinds.add(operation.path("op").asText()));
    }
    return kinds;
  }

  /** Whether what it finds tells what a payload has, such as whether an address is this one. */
  boolean guesses() {
    if (operations == null) {
      return false;
    }
    for (JsonNode operation : operations) {
      String kind = operation.path("op").asText();
      boolean takes = kind.equals("copy") || kind.equals("move");
      if (kind.equals("test") || (takes && operation.path("path").asText().endsWith("/event"))) {
        return true;
      }
    }
    return false;
  }

  /** The payload as it should have come. */
  Checked<byte[]> apply(byte[] payload) {
    if (replacement != null) {
      return Checked.valid(replacement.getBytes(StandardCharsets.UTF_8));
    }
    if (payload == null) {
      return Checked.invalid(
          Code.TOO_LARGE,
          "body",
          "was not kept: it was too large, or more than is kept of its source on a day");
    }
    if (operations == null || operations.isEmpty()) {
      return Checked.valid(payload);
    }
    return switch (JsonTrees.parse(payload)) {
      case Checked.Invalid<JsonNode> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<JsonNode>(JsonNode node) -> {
        try {
          yield Checked.valid(EventJson.write(JsonPatch.apply(operations, node)));
        } catch (JsonPatchApplicationException e) {
          yield Checked.invalid(Code.PATCH_FAILED, "patch", "does not apply to this input");
        }
      }
    };
  }
}
