package dev.parallax.recommendation.exposure;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.consent.ConsentPolicy;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The table {@code seen}: which of the lists that were answered a customer really saw. */
@ApplicationScoped
public class SeenLists {
  /**
   * Who has not agreed leaves nothing, nor does one who names another's list. Of a list that is
   * here only its own items count; of one that is not yet, no more than a list may have.
   */
  private static final String ADD =
      """
      insert into seen as s (list_id, seen_at, items, reported_at, listed)
      select n.list_id, n.seen_at,
        case when n.items is not null then array(
          select i from jsonb_array_elements_text(n.items::jsonb) as i
          where e.items is null or i = any(e.items) limit 100) end,
        now(), e.list_id is not null
      from (values (?::text, ?::timestamptz, ?::text, ?::text)) as n (list_id, seen_at, items, cid)
      left join profile f on f.cid = n.cid
      left join exposure e on e.list_id = n.list_id
      where (n.cid is null or coalesce(f.personalization, ?))
        and (n.cid is null or e.cid is null or e.cid = n.cid)
      on conflict (list_id) do update set
        seen_at = least(s.seen_at, excluded.seen_at),
        items = case when s.items is not null and excluded.items is not null then
          (array(select distinct unnest(excluded.items || s.items)))[1:100] end,
        listed = s.listed or excluded.listed
      """;

  private static final String FOUND =
      """
      update seen s set listed = true,
        items = case when s.items is not null
          then array(select i from unnest(s.items) as i where i = any(e.items)) end
      from exposure e where e.list_id = s.list_id and not s.listed
      """;

  private static final String FORGET =
      "delete from seen where not listed and reported_at < ?::timestamptz";

  /** By then a list that was shown is here, unless it was never to be. */
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final AgroalDataSource store;
  private final ConsentPolicy consent;

  /**
   * @param items null for all of the list
   * @param cid whose browser says so; null where the shop does
   */
  public record Seen(String listId, Instant at, List<String> items, String cid) {
    /** What both say together; in whichever order they come. */
    Seen and(Seen other) {
      return new Seen(
          listId,
          at.isBefore(other.at) ? at : other.at,
          items == null || other.items == null
              ? null
              : Stream.concat(items.stream(), other.items.stream()).distinct().toList(),
          cid);
    }

    private String json() {
      return items == null ? null : EventJson.mapper().valueToTree(items).toString();
    }
  }

  SeenLists(AgroalDataSource store, ConsentPolicy consent) {
    this.store = store;
    this.consent = consent;
  }

  /** Within the caller's transaction where there is one; told twice it changes nothing. */
  public void add(Collection<Seen> seen) {
    if (seen.isEmpty()) {
      return;
    }
    // In one order, against deadlocks; each teller by itself, since one may not be believed.
    TreeMap<String, Seen> byTeller = new TreeMap<>();
    seen.forEach(one -> byTeller.merge(one.listId() + " " + one.cid(), one, Seen::and));
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            for (Seen one : byTeller.values()) {
              statement.setString(1, one.listId());
              statement.setString(2, one.at().toString());
              statement.setString(3, one.json());
              statement.setString(4, one.cid());
              statement.setBoolean(5, consent.answer(Purpose.PERSONALIZATION, null));
              statement.addBatch();
            }
            statement.executeBatch();
          }
        });
  }

  /** What was told of lists that were never shown is forgotten. */
  void forgetUnlisted(Instant now) {
    Sql.update(store, FOUND);
    Sql.update(store, FORGET, now.minus(PATIENCE).toString());
  }
}
