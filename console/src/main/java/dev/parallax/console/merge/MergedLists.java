package dev.parallax.console.merge;

import dev.parallax.console.problem.Problem;
import dev.parallax.console.problem.ProblemException;
import dev.parallax.console.upstream.Service;
import dev.parallax.console.upstream.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Asks all services for their part of a list at once and makes one page of it. */
@ApplicationScoped
class MergedLists {
  private static final Logger LOG = Logger.getLogger(MergedLists.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LARGEST_PAGE = 500;

  private final Upstreams upstreams;

  MergedLists(Upstreams upstreams) {
    this.upstreams = upstreams;
  }

  /**
   * One page of {@code list}. A service that is away is asked again for the next page, from where
   * it was: to leave it out would tell whoever reads on that it has nothing more. Once only such
   * are left there is no page but a problem.
   *
   * @param list the last word of the path, as in {@code jobs}
   * @param filters other parameters of the list, as the services have them; those that are null
   *     were not given
   * @throws ProblemException if the caller may not see the list, or {@code cursor} is none of ours
   */
  Merged page(
      String list, Map<String, String> filters, int limit, String cursor, String authorization) {
    Map<Service, Position> positions = MergedCursor.decode(cursor);
    Map<Service, Future<Upstreams.Answer>> asked = new EnumMap<>(Service.class);
    positions.forEach(
        (service, from) ->
            asked.put(
                service,
                upstreams.get(
                    service, query(list, filters, limit, from), authorization, PATIENCE)));

    Map<Service, MergedPage.Part> parts = new EnumMap<>(Service.class);
    Set<Service> away = EnumSet.noneOf(Service.class);
    asked.forEach(
        (service, future) -> {
          switch (Answers.await(future, PATIENCE)) {
            case null -> away.add(service);
            case Upstreams.Answer(int status, var body) when status == 200 ->
                part(positions.get(service), body)
                    .ifPresentOrElse(part -> parts.put(service, part), () -> away.add(service));
            case Upstreams.Answer(int status, var body) when status == 404 -> {} // keeps none
            case Upstreams.Answer(int status, var body) when status < 500 ->
                throw new ProblemException(Refusal.of(status, body));
            case Upstreams.Answer failed -> away.add(service);
          }
        });
    if (parts.isEmpty() && !away.isEmpty()) {
      throw new ProblemException(Problem.unavailable(away.iterator().next().label()));
    }
    MergedPage merged = MergedPage.of(parts, limit);
    Map<Service, Position> next = new EnumMap<>(Service.class);
    next.putAll(merged.next());
    away.forEach(service -> next.put(service, positions.get(service)));
    return new Merged(
        merged.items(), MergedCursor.encode(next), away.stream().map(Service::label).toList());
  }

  private static String query(String list, Map<String, String> filters, int limit, Position from) {
    int size = Math.min(LARGEST_PAGE, from.skip() + limit);
    StringBuilder query = new StringBuilder("/v1/" + list + "?limit=" + size);
    filters.forEach((name, value) -> parameter(query, name, value));
    parameter(query, "cursor", from.cursor());
    return query.toString();
  }

  private static void parameter(StringBuilder query, String name, String value) {
    if (value != null) {
      query.append('&').append(name).append('=');
      query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }

  /** Empty when the answer is no list: whatever said it, it was not the service. */
  private static Optional<MergedPage.Part> part(Position from, Buffer body) {
    try {
      JsonObject page = body.toJsonObject();
      JsonArray items = page.getJsonArray("items");
      List<JsonObject> objects = new ArrayList<>(items.size());
      for (int i = 0; i < items.size(); i++) {
        objects.add(Objects.requireNonNull(items.getJsonObject(i)));
      }
      return Optional.of(new MergedPage.Part(from, objects, page.getString("nextCursor")));
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      LOG.warn("answer is no list", e);
      return Optional.empty();
    }
  }

  /**
   * A list of several services.
   *
   * @param unavailable services whose part is missing because they could not be asked
   */
  record Merged(List<JsonObject> items, String nextCursor, List<String> unavailable) {}
}
