package dev.parallax.recommendation.ranker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Reads lists that something followed, of customers who agree at this moment, and how often was
 * clicked where the order was drawn by lot. One statement each.
 */
@ApplicationScoped
class ExampleReader {
  private static final Logger LOG = Logger.getLogger(ExampleReader.class);

  /** The newest; of ten items each they take some 40 MB while they are read. */
  private static final int MOST_LISTS = 20_000;

  /**
   * Of a longer list the first are read, as if it ended there: what was chosen among these is a
   * choice among these. A shop that asks for a hundred at a time would take ten times the memory.
   */
  static final int MOST_ITEMS = 20;

  private static final TypeReference<List<float[]>> ROWS = new TypeReference<>() {};

  /**
   * Lists one by one ({@code offset 0}): joined as a whole, the exposures of 90 days are read for
   * the newest few.
   */
  private static final String LISTS =
      """
      with followed as (
        select o.list_id, o.shown_at, array_agg(distinct o.position::int) as positions
        from outcome o left join profile f using (cid)
        where coalesce(f.personalization, ?)
        group by o.list_id, o.shown_at order by o.shown_at desc, o.list_id limit ?)
      select e.cid, w.shown_at, w.positions, e.items, n.items, e.features
      from followed w
      cross join lateral (
        select x.cid, x.items[1:%d] as items,
          jsonb_path_query_array(x.details, '$[0 to %d].features') as features
        from exposure x where x.list_id = w.list_id and x.shown_at = w.shown_at offset 0) e
      left join seen n on n.list_id = w.list_id
      order by w.shown_at, w.list_id
      """
          .formatted(MOST_ITEMS, MOST_ITEMS - 1);

  /** Of what is pinned the probability is 1: it was not drawn. */
  private static final String BY_LOT =
      """
      select u.position, sum(1 / u.propensity),
        sum(case when u.clicked then 1 / u.propensity else 0 end), count(*) filter (where u.clicked)
      from (
        select p.position, p.propensity, exists (
          select 1 from outcome o
          where o.list_id = e.list_id and o.position = p.position and o.kind = 1) as clicked
        from exposure e
        join experiment x on x.name = e.experiment and (x.definition ->> 'shuffled')::float8 > 0
        left join profile f on f.cid = e.cid
        cross join lateral unnest(e.propensities) with ordinality as p (propensity, position)
        where p.propensity < 1 and p.position <= ? and coalesce(f.personalization, ?)) as u
      group by u.position order by u.position
      """;

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  ExampleReader(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  /**
   * @param lists the oldest first
   * @param from when the oldest was shown; null where there is none, like {@code to}
   */
  record Examples(List<Choices> lists, PositionCurve curve, Instant from, Instant to) {}

  Examples read() {
    return QuarkusTransaction.requiringNew()
        .timeout((int) Duration.ofMinutes(5).toSeconds())
        .call(this::readNow);
  }

  private Examples readNow() {
    boolean unasked = consent.answer(Purpose.PERSONALIZATION, null);
    Map<String, Integer> customers = new HashMap<>();
    List<Dated> read =
        Sql.list(store, row -> list(row, customers), LISTS, unasked, MOST_LISTS).stream()
            .filter(dated -> dated.choices() != null)
            .toList();
    List<PositionCurve.Place> places =
        Sql.list(
            store,
            row ->
                new PositionCurve.Place(
                    row.getInt(1), row.getDouble(2), row.getDouble(3), row.getLong(4)),
            BY_LOT,
            PositionCurve.POSITIONS,
            unasked);
    return new Examples(
        read.stream().map(Dated::choices).toList(),
        PositionCurve.estimate(places),
        read.isEmpty() ? null : read.getFirst().shownAt(),
        read.isEmpty() ? null : read.getLast().shownAt());
  }

  private record Dated(Instant shownAt, Choices choices) {}

  /** Without choices where the features were not announced, or nothing is left to choose from. */
  private static Dated list(ResultSet row, Map<String, Integer> customers) throws SQLException {
    Instant shownAt = row.getTimestamp(2).toInstant();
    Set<Integer> followed = new HashSet<>(Arrays.asList((Integer[]) row.getArray(3).getArray()));
    String[] items = (String[]) row.getArray(4).getArray();
    Set<String> seen =
        row.getArray(5) == null
            ? null
            : new HashSet<>(Arrays.asList((String[]) row.getArray(5).getArray()));
    List<float[]> rows = rows(row.getString(6));
    if (rows.size() != items.length) {
      return new Dated(shownAt, null);
    }
    List<Integer> looked = new ArrayList<>(items.length);
    boolean chosen = false;
    for (int i = 0; i < items.length; i++) {
      // What was clicked was seen, whatever the page said.
      if (rows.get(i) != null
          && (seen == null || seen.contains(items[i]) || followed.contains(i + 1))) {
        looked.add(i);
        chosen |= followed.contains(i + 1);
      }
    }
    return new Dated(
        shownAt,
        chosen && looked.size() > 1
            ? choices(
                customers.computeIfAbsent(row.getString(1), key -> customers.size()),
                looked,
                followed,
                rows)
            : null);
  }

  private static Choices choices(
      int customer, List<Integer> looked, Set<Integer> followed, List<float[]> rows) {
    int[] positions = new int[looked.size()];
    boolean[] chosen = new boolean[positions.length];
    float[] features = new float[positions.length * Feature.COUNT];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = looked.get(i) + 1;
      chosen[i] = followed.contains(positions[i]);
      float[] from = rows.get(looked.get(i));
      System.arraycopy(from, 0, features, i * Feature.COUNT, Math.min(from.length, Feature.COUNT));
    }
    return new Choices(customer, positions, chosen, features);
  }

  private static List<float[]> rows(String json) {
    try {
      return EventJson.mapper().readValue(json, ROWS);
    } catch (JsonProcessingException e) {
      LOG.warnf("features of a list not readable cause=%s", e.getClass().getSimpleName());
      return List.of();
    }
  }
}
