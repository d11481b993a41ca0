package dev.parallax.console.merge;

import dev.parallax.console.upstream.Service;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One page made of the next page of each service, newest first.
 *
 * @param next how far each service has been read after this page
 */
record MergedPage(List<JsonObject> items, Map<Service, Position> next) {

  /** What one service gave for the position it was asked from. */
  record Part(Position from, List<JsonObject> items, String nextCursor) {}

  /**
   * Takes the newest {@code limit} of all parts, each of which is newest first.
   *
   * <p>A merge and not a sort: each part is read from its front, so that nothing is skipped or
   * given twice even where a part is not quite in order. It ends early where a part is used up and
   * its service has more, since what comes there may be newer than what is left of the others.
   */
  static MergedPage of(Map<Service, Part> parts, int limit) {
    List<Reading> readings = new ArrayList<>();
    new EnumMap<>(parts).forEach((service, part) -> readings.add(new Reading(service, part)));
    List<JsonObject> items = new ArrayList<>();
    while (items.size() < limit && readings.stream().noneMatch(Reading::mustBeContinued)) {
      Reading newest = null;
      for (Reading reading : readings) {
        if (reading.hasItem() && (newest == null || reading.time().isAfter(newest.time()))) {
          newest = reading;
        }
      }
      if (newest == null) {
        break;
      }
      items.add(newest.take());
    }
    Map<Service, Position> next = new EnumMap<>(Service.class);
    for (Reading reading : readings) {
      if (reading.hasItem()) {
        next.put(reading.service, new Position(reading.part.from().cursor(), reading.read));
      } else if (reading.mustBeContinued()) {
        next.put(reading.service, new Position(reading.part.nextCursor(), 0));
      }
    }
    return new MergedPage(items, next);
  }

  /** A part on its way from its first to its last item. */
  private static final class Reading {
    private final Service service;
    private final Part part;
    private int read;

    Reading(Service service, Part part) {
      this.service = service;
      this.part = part;
      this.read = Math.min(part.from().skip(), part.items().size());
    }

    boolean hasItem() {
      return read < part.items().size();
    }

    boolean mustBeContinued() {
      return !hasItem() && part.nextCursor() != null;
    }

    JsonObject take() {
      return part.items().get(read++);
    }

    /** Parsed: as text 00:00:00.5Z sorts before 00:00:00Z. */
    Instant time() {
      try {
        return Instant.parse(part.items().get(read).getString("createdAt", ""));
      } catch (DateTimeParseException | ClassCastException e) {
        return Instant.MIN; // one item without a time must not cost the whole list
      }
    }
  }
}
