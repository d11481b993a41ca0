package dev.parallax.recommendation.exposure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads lists with what followed; of whom has withdrawn their consent since, none. */
@ApplicationScoped
class ExposureReader {
  private static final TypeReference<List<RecommendationExposed.Item>> ITEMS =
      new TypeReference<>() {};

  /** The times of what followed, by kind, an array by position. */
  private static final String LISTS =
      """
      select e.list_id, e.cid, e.shown_at, e.surface, e.model_version, e.experiment, e.arm,
        e.details, n.seen_at, n.items,
        array(select (select min(o.occurred_at) from outcome o where o.list_id = e.list_id
            and o.position = p and o.kind = 1) from generate_series(1, cardinality(e.items)) p),
        array(select (select min(o.occurred_at) from outcome o where o.list_id = e.list_id
            and o.position = p and o.kind = 2) from generate_series(1, cardinality(e.items)) p),
        array(select (select min(o.occurred_at) from outcome o where o.list_id = e.list_id
            and o.position = p and o.kind = 3) from generate_series(1, cardinality(e.items)) p)
      from exposure e left join seen n using (list_id) left join profile f on f.cid = e.cid
      where coalesce(f.personalization, ?)
      """;

  private static final String PAGE =
      """
        and e.shown_at >= coalesce(?::timestamptz, '-infinity')
        and e.shown_at < coalesce(?::timestamptz, 'infinity')
        and (?::text[] is null or e.cid = any(?::text[]))
        and (?::text is null or e.surface = ?::text)
        and (e.shown_at, e.list_id) < (coalesce(?::timestamptz, 'infinity'), ?::text)
      order by e.shown_at desc, e.list_id desc limit ?
      """;

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  ExposureReader(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  /**
   * Which lists.
   *
   * @param cids pseudonyms of one customer, null for everybody's
   * @param surface null for all
   * @param from null for as long as they are kept
   * @param beforeShownAt where the page goes on, null for the first
   */
  record Wanted(
      List<String> cids,
      String surface,
      Instant from,
      Instant to,
      Instant beforeShownAt,
      String beforeId) {}

  Optional<ShownList> find(String id) {
    return Sql.list(store, ExposureReader::list, LISTS + " and e.list_id = ?", unasked(), id)
        .stream()
        .findFirst();
  }

  /** Newest first. */
  List<ShownList> list(Wanted wanted, int most) {
    String cids = wanted.cids() == null ? null : "{" + String.join(",", wanted.cids()) + "}";
    return Sql.list(
        store,
        ExposureReader::list,
        LISTS + PAGE,
        unasked(),
        text(wanted.from()),
        text(wanted.to()),
        cids,
        cids,
        wanted.surface(),
        wanted.surface(),
        text(wanted.beforeShownAt()),
        wanted.beforeId() == null ? "" : wanted.beforeId(),
        most);
  }

  /** What it means that somebody has not answered. */
  private boolean unasked() {
    return consent.answer(Purpose.PERSONALIZATION, null);
  }

  private static String text(Instant time) {
    return time == null ? null : time.toString();
  }

  private static ShownList list(ResultSet row) throws SQLException {
    Timestamp seenAt = row.getTimestamp(9);
    List<String> seen =
        row.getArray(10) == null ? null : Arrays.asList((String[]) row.getArray(10).getArray());
    List<RecommendationExposed.Item> shown = items(row.getString(8));
    Timestamp[] clicked = (Timestamp[]) row.getArray(11).getArray();
    Timestamp[] added = (Timestamp[]) row.getArray(12).getArray();
    Timestamp[] ordered = (Timestamp[]) row.getArray(13).getArray();
    List<ShownList.Item> items = new ArrayList<>(shown.size());
    for (int i = 0; i < shown.size(); i++) {
      RecommendationExposed.Item item = shown.get(i);
      items.add(
          new ShownList.Item(
              i + 1,
              item.itemId(),
              item.name(),
              item.category(),
              item.price(),
              item.currency(),
              item.score(),
              item.strategy(),
              item.reasons(),
              item.propensity(),
              item.arm(),
              seenAt == null ? null : (Boolean) (seen == null || seen.contains(item.itemId())),
              instant(clicked[i]),
              instant(added[i]),
              instant(ordered[i])));
    }
    return new ShownList(
        row.getString(1),
        row.getString(2),
        row.getTimestamp(3).toInstant(),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        instant(seenAt),
        items);
  }

  private static List<RecommendationExposed.Item> items(String json) throws SQLException {
    try {
      return EventJson.mapper().readValue(json, ITEMS);
    } catch (JsonProcessingException e) {
      throw new SQLException("unreadable list", e);
    }
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
