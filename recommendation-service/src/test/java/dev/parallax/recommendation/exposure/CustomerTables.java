package dev.parallax.recommendation.exposure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All tables that name customers, as the database itself knows them. */
final class CustomerTables {
  /** Who was erased or split stays known, so that what comes late is told by it. */
  private static final Set<String> REMEMBERED = Set.of("erased_customer", "parted");

  private static final String COLUMNS =
      """
      select c.table_name, c.column_name from information_schema.columns c
      join pg_class t on t.relname = c.table_name and t.relnamespace = c.table_schema::regnamespace
      where c.table_schema = current_schema() and c.column_name ~ '(^|_)cid$'
        and t.relkind in ('r', 'p') and not t.relispartition
      """;

  private final AgroalDataSource store;
  private final List<Column> columns;

  /** A column with pseudonyms. */
  private record Column(String table, String name) {}

  CustomerTables(AgroalDataSource store) {
    this.store = store;
    this.columns =
        Sql.list(store, row -> new Column(row.getString(1), row.getString(2)), COLUMNS).stream()
            .filter(column -> !REMEMBERED.contains(column.table()))
            .toList();
  }

  /** How many rows of each table have the pseudonym in the column of that name. */
  Map<String, Integer> rows(String column, String cid) {
    Map<String, Integer> rows = new TreeMap<>();
    for (Column one : columns) {
      if (one.name().equals(column)) {
        rows.put(one.table(), rows(one, cid).size());
      }
    }
    return rows;
  }

  /** Every row that has one of the pseudonyms in any column. */
  Set<JsonNode> rowsOf(String... cids) {
    List<JsonNode> rows = new ArrayList<>();
    for (Column column : columns) {
      for (String cid : cids) {
        rows.addAll(rows(column, cid));
      }
    }
    return Set.copyOf(rows);
  }

  private List<JsonNode> rows(Column column, String cid) {
    return Sql.list(
            store,
            row -> row.getString(1),
            "select to_jsonb(t)::text from %s t where %s = ?"
                .formatted(column.table(), column.name()),
            cid)
        .stream()
        .map(CustomerTables::json)
        .toList();
  }

  private static JsonNode json(String text) {
    try {
      return EventJson.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
