package dev.parallax.recommendation.performance;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.statistics.Bootstrap;
import dev.parallax.recommendation.statistics.Rate;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Adds up what was shown and what followed, within the database. What customers did who have since
 * withdrawn their consent is left out.
 */
@ApplicationScoped
class PerformanceReader {
  private static final int BUCKETS = 50;
  private static final int SUMS = 18;
  private static final long SEED = 1;

  /** Every place of every list, with what is known of it. */
  private static final String PLACES =
      """
      with place as (
        select e.cid, e.list_id, e.surface, e.model_version, e.experiment,
          coalesce(u.arm, e.arm) as arm, u.strategy, u.position::int as position,
          (e.shown_at at time zone 'UTC')::date::text as day,
          n.list_id is not null and (n.items is null or u.item = any(n.items)) as seen
        from exposure e left join profile f using (cid) left join seen n using (list_id)
        cross join lateral unnest(e.items, e.strategies, e.arms) with ordinality
          as u (item, strategy, arm, position)
        where e.shown_at >= ?::timestamptz and e.shown_at < ?::timestamptz
          and coalesce(f.personalization, ?)
          and (?::text is null or e.surface = ?::text)
          and (?::text is null or e.model_version = ?::text)
          and (?::text is null or e.experiment = ?::text)
      ),
      """;

  private static final String COUNTS =
      PLACES
          + """
          followed as (
            select list_id, position::int as position, bool_or(kind = 1) as clicked,
              bool_or(kind = 2) as added, bool_or(kind = 3) as ordered
            from outcome where shown_at >= ?::timestamptz and shown_at < ?::timestamptz
            group by list_id, position),
          customer as (
            select %1$s, cid, count(*) as n, count(*) filter (where seen) as s,
              count(*) filter (where clicked) as c, count(*) filter (where seen and clicked) as sc,
              count(*) filter (where added) as a, count(*) filter (where ordered) as o
            from place left join followed using (list_id, position) group by %1$s, cid)
          select %1$s, count(*), sum(n), sum(n * n), sum(s), sum(s * s),
            count(*) filter (where s > 0),
            sum(c), sum(c * c), sum(c * n), sum(sc), sum(sc * sc), sum(sc * s),
            sum(a), sum(a * a), sum(a * n), sum(o), sum(o * o), sum(o * n)
          from customer group by %1$s order by %1$s limit ?
          """;

  /** By groups of customers, for the bootstrap: without a currency the places, with one money. */
  private static final String MONEY =
      PLACES
          + """
          paid as (
            select list_id, position::int as position, currency, sum(revenue) as revenue
            from outcome where shown_at >= ?::timestamptz and shown_at < ?::timestamptz
              and kind = 3 and revenue is not null and currency is not null
            group by list_id, position, currency),
          grouped as (
            select place.*, mod(abs(hashtext(cid)::bigint), %2$d) as bucket from place)
          select %1$s, bucket, null as currency, count(*)::numeric from grouped
          where exists (select from paid) group by %1$s, bucket
          union all
          select %1$s, bucket, currency, sum(revenue) from grouped
          join paid using (list_id, position) group by %1$s, bucket, currency
          """;

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  PerformanceReader(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  /**
   * What is reported on.
   *
   * @param surface null for all, like the fields after it
   */
  record Wanted(Instant from, Instant to, String surface, String modelVersion, String experiment) {}

  /** A group with what was counted of it. */
  private record Counted(List<String> key, double[] sums) {}

  /**
   * One row for each group. Money is read once it is known that the groups are few, since callers
   * name surfaces as they like.
   *
   * @return empty where there are more groups than that
   */
  Optional<List<Performance.Row>> read(Wanted wanted, Set<Dimension> by, int most) {
    String columns = by.stream().map(Dimension::sql).collect(Collectors.joining(", "));
    List<Object> parameters = parameters(wanted);
    List<Object> limited = new ArrayList<>(parameters);
    limited.add(most + 1);
    List<Counted> counted =
        Sql.list(
            store,
            row -> new Counted(key(row, by.size()), sums(row, by.size())),
            COUNTS.formatted(columns),
            limited.toArray());
    if (counted.size() > most) {
      return Optional.empty();
    }
    Map<List<String>, Map<String, double[][]>> money = money(columns, by.size(), parameters);
    return Optional.of(counted.stream().map(one -> row(one, by, money)).toList());
  }

  private static double[] sums(ResultSet row, int dimensions) throws SQLException {
    double[] sums = new double[SUMS];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = row.getDouble(dimensions + 1 + i);
    }
    return sums;
  }

  private List<Object> parameters(Wanted wanted) {
    String from = wanted.from().toString();
    String to = wanted.to().toString();
    return new ArrayList<>(
        Arrays.asList(
            from,
            to,
            consent.answer(Purpose.PERSONALIZATION, null),
            wanted.surface(),
            wanted.surface(),
            wanted.modelVersion(),
            wanted.modelVersion(),
            wanted.experiment(),
            wanted.experiment(),
            from,
            to));
  }

  /** By group and currency, places and money in each bucket. */
  private Map<List<String>, Map<String, double[][]>> money(
      String columns, int dimensions, List<Object> parameters) {
    Map<List<String>, double[]> places = new HashMap<>();
    Map<List<String>, Map<String, double[]>> paid = new HashMap<>();
    Sql.list(
        store,
        row -> {
          List<String> key = key(row, dimensions);
          String currency = row.getString(dimensions + 2);
          double[] buckets =
              currency == null
                  ? places.computeIfAbsent(key, k -> new double[BUCKETS])
                  : paid.computeIfAbsent(key, k -> new TreeMap<>())
                      .computeIfAbsent(currency, k -> new double[BUCKETS]);
          buckets[row.getInt(dimensions + 1)] = row.getDouble(dimensions + 3);
          return key;
        },
        MONEY.formatted(columns, BUCKETS),
        parameters.toArray());
    Map<List<String>, Map<String, double[][]>> money = new HashMap<>();
    paid.forEach(
        (key, currencies) ->
            currencies.forEach(
                (currency, buckets) ->
                    money
                        .computeIfAbsent(key, k -> new TreeMap<>())
                        .put(currency, new double[][] {buckets, places.get(key)})));
    return money;
  }

  private static List<String> key(ResultSet row, int dimensions) throws SQLException {
    List<String> key = new ArrayList<>(dimensions);
    for (int i = 1; i <= dimensions; i++) {
      key.add(row.getString(i));
    }
    return key;
  }

  private static Performance.Row row(
      Counted counted, Set<Dimension> by, Map<List<String>, Map<String, double[][]>> money) {
    List<String> key = counted.key();
    double[] sums = counted.sums();
    Map<Dimension, String> group = new EnumMap<>(Dimension.class);
    by.forEach(dimension -> group.put(dimension, key.get(group.size())));
    String position = group.get(Dimension.POSITION);
    return new Performance.Row(
        group.get(Dimension.STRATEGY),
        group.get(Dimension.SURFACE),
        position == null ? null : Integer.valueOf(position),
        group.get(Dimension.MODEL_VERSION),
        group.get(Dimension.EXPERIMENT),
        group.get(Dimension.ARM),
        group.get(Dimension.DAY),
        (long) sums[0],
        (long) sums[1],
        (long) sums[3],
        (long) sums[6],
        (long) sums[12],
        (long) sums[15],
        rate(sums, 0, 1, 6),
        rate(sums, 5, 3, 9),
        rate(sums, 0, 1, 12),
        rate(sums, 0, 1, 15),
        revenue(money.getOrDefault(key, Map.of())));
  }

  /**
   * Of sums at these places: customers, then n and its squares, then x, its squares and products.
   */
  private static Rate rate(double[] sums, int customers, int n, int x) {
    return Rate.of(
        new Rate.Sums(sums[customers], sums[n], sums[n + 1], sums[x], sums[x + 1], sums[x + 2]));
  }

  private static List<Performance.Revenue> revenue(Map<String, double[][]> money) {
    return money.entrySet().stream()
        .map(
            one ->
                new Performance.Revenue(
                    one.getKey(),
                    BigDecimal.valueOf(Arrays.stream(one.getValue()[0]).sum())
                        .setScale(2, RoundingMode.HALF_UP),
                    Bootstrap.ratio(one.getValue()[0], one.getValue()[1], SEED)))
        .toList();
  }
}
