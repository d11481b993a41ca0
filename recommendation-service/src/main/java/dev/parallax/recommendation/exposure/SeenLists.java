package dev.parallax.recommendation.exposure;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The table {@code seen}: which of the lists that were answered a customer really saw. */
@ApplicationScoped
public class SeenLists {
  private static final String ADD =
      """
      insert into seen as s (list_id, seen_at, items, reported_at)
      select list_id, seen_at,
        case when items is not null then array(select jsonb_array_elements_text(items::jsonb)) end,
        now()
      from unnest(?::text[], ?::timestamptz[], ?::text[]) as n (list_id, seen_at, items)
      on conflict (list_id) do update set
        seen_at = least(s.seen_at, excluded.seen_at),
        items = case when s.items is not null and excluded.items is not null
          then array(select distinct unnest(s.items || excluded.items)) end
      """;

  private final AgroalDataSource store;

  /**
   * @param items null for all of the list
   */
  public record Seen(String listId, Instant at, List<String> items) {
    /** What both say together; in whichever order they come. */
    Seen and(Seen other) {
      return new Seen(
          listId,
          at.isBefore(other.at) ? at : other.at,
          items == null || other.items == null
              ? null
              : Stream.concat(items.stream(), other.items.stream()).distinct().toList());
    }

    private String json() {
      return items == null ? null : EventJson.mapper().valueToTree(items).toString();
    }
  }

  SeenLists(AgroalDataSource store) {
    this.store = store;
  }

  /** Within the caller's transaction where there is one; told twice it changes nothing. */
  public void add(Collection<Seen> seen) {
    if (seen.isEmpty()) {
      return;
    }
    TreeMap<String, Seen> byList = new TreeMap<>(); // In one order, against deadlocks.
    seen.forEach(one -> byList.merge(one.listId(), one, Seen::and));
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            Columns.of(statement, byList.values())
                .add("text", Seen::listId)
                .add("timestamptz", one -> one.at().toString())
                .add("text", Seen::json);
            statement.executeUpdate();
          }
        });
  }
}
