package dev.parallax.console.merge;

import dev.parallax.console.upstream.Service;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One page made of the next page of each service, newest first.
 *
 * @param next how far each service has been read after this page
 */
record MergedPage(List<JsonObject> items, Map<Service, Position> next) {
  private static final Comparator<Candidate> NEWEST_FIRST =
      Comparator.comparing((Candidate c) -> c.item().getString("createdAt", ""))
          .reversed()
          .thenComparing(Candidate::service)
          .thenComparing(Candidate::index);

  /** What one service gave for the position it was asked from. */
  record Part(Position from, List<JsonObject> items, String nextCursor) {}

  private record Candidate(Service service, int index, JsonObject item) {}

  /**
   * Takes the newest {@code limit} of all parts.
   *
   * <p>RFC 3339 times in UTC sort as text. Each part must be newest first, as services give it.
   */
  static MergedPage of(Map<Service, Part> parts, int limit) {
    List<Candidate> candidates = new ArrayList<>();
    parts.forEach(
        (service, part) -> {
          for (int i = part.from().skip(); i < part.items().size(); i++) {
            candidates.add(new Candidate(service, i, part.items().get(i)));
          }
        });
    candidates.sort(NEWEST_FIRST);
    List<Candidate> taken = candidates.subList(0, Math.min(limit, candidates.size()));

    Map<Service, Position> next = new EnumMap<>(Service.class);
    parts.forEach(
        (service, part) -> {
          int given = (int) taken.stream().filter(c -> c.service() == service).count();
          int read = Math.min(part.from().skip() + given, part.items().size());
          if (read < part.items().size()) {
            next.put(service, new Position(part.from().cursor(), read));
          } else if (part.nextCursor() != null) {
            next.put(service, new Position(part.nextCursor(), 0));
          }
        });
    return new MergedPage(taken.stream().map(Candidate::item).toList(), next);
  }
}
