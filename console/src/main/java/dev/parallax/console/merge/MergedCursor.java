package dev.parallax.console.merge;

import dev.parallax.console.problem.Problem;
import dev.parallax.console.problem.ProblemException;
import dev.parallax.console.upstream.Service;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far each service has been read, as one opaque word. Services read to their end are absent.
 */
final class MergedCursor {
  private MergedCursor() {}

  /** The positions to start from: all services from the start when there is no cursor. */
  static Map<Service, Position> decode(String cursor) {
    Map<Service, Position> positions = new EnumMap<>(Service.class);
    if (cursor == null || cursor.isEmpty()) {
      Arrays.stream(Service.values()).forEach(s -> positions.put(s, Position.START));
      return positions;
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(cursor);
      JsonObject byService = new JsonObject(new String(json, StandardCharsets.UTF_8));
      for (String label : byService.fieldNames()) {
        JsonArray position = byService.getJsonArray(label);
        positions.put(
            Service.ofLabel(label).orElseThrow(),
            new Position(position.getString(0), position.getInteger(1)));
      }
      return positions;
    } catch (RuntimeException e) { // whatever is wrong with it: it is none of ours
      throw new ProblemException(
          Problem.invalid("cursor", "must be the nextCursor of the page before"));
    }
  }

  /** Null when every service has been read to its end. */
  static String encode(Map<Service, Position> positions) {
    if (positions.isEmpty()) {
      return null;
    }
    JsonObject byService = new JsonObject();
    positions.forEach(
        (service, position) ->
            byService.put(
                service.label(), new JsonArray().add(position.cursor()).add(position.skip())));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(byService.encode().getBytes(StandardCharsets.UTF_8));
  }
}
