package dev.parallax.console.merge;

import dev.parallax.console.problem.Problem;
import dev.parallax.console.problem.Problem.FieldError;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A service's refusal, passed on with the fields that it names. */
final class Refusal {
  private Refusal() {}

  static Problem of(int status, Buffer body) {
    return switch (status) {
      case 401 ->
          Problem.refused(
              401, "Not signed in", "Authorization", "must be Bearer and a token that is valid");
      case 403 ->
          Problem.refused(
              403, "Not allowed", "Authorization", "has a token whose roles do not allow this");
      default -> {
        JsonObject said = read(body);
        yield Problem.ofStatus(
            status, "The request was refused", said.getString("detail", ""), errors(said));
      }
    };
  }

  private static JsonObject read(Buffer body) {
    try {
      return body.toJsonObject();
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  private static List<FieldError> errors(JsonObject problem) {
    List<FieldError> errors = new ArrayList<>();
    if (problem.getValue("errors") instanceof JsonArray said) {
      for (Object error : said) {
        if (error instanceof JsonObject one) {
          errors.add(new FieldError(one.getString("field"), one.getString("message")));
        }
      }
    }
    return errors;
  }
}
