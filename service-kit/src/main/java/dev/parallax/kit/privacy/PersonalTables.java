package dev.parallax.kit.privacy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables with rows of people, said once for both: what is handed over is what is erased, so that
 * neither can be forgotten when a table is added to the other.
 */
public final class PersonalTables {
  private final List<Table> tables = new ArrayList<>();

  /**
   * @param select the rows as they are handed over, null to hand over their columns
   * @param spared a further condition on the rows to erase, may be empty
   */
  private record Table(String what, String from, String select, String spared) {
    String reading() {
      return select == null ? "select * from " + from : select;
    }
  }

  /**
   * Adds a table; erased in the order of adding.
   *
   * @param what how receipts and archives call its rows
   * @param from a table and the condition on its rows, with one parameter, the array of pseudonyms:
   *     {@code purchase where cid = any(?)}
   */
  public PersonalTables with(String what, String from) {
    tables.add(new Table(what, from, null, ""));
    return this;
  }

  /**
   * The same for rows that a person reads better in other words.
   *
   * @param select with the same parameter
   */
  public PersonalTables with(String what, String from, String select) {
    tables.add(new Table(what, from, select, ""));
    return this;
  }

  /**
   * The same for a table that names people in two columns. Each is asked by itself, since an
   * overlap of arrays made of both would be found by no index.
   */
  public PersonalTables withEither(String what, String table, String one, String other) {
    String from = "%s where (%s = any(?) or %s = any(?))".formatted(table, one, other);
    tables.add(new Table(what, from, null, ""));
    return this;
  }

  /**
   * The same for answers on consent. One that was given after the erasure is a stranger's; it may
   * be here before the erasure is, and must not be lost.
   *
   * @param answeredAt an expression on the table: when the latest answer of a row was given
   */
  public PersonalTables withAnswers(String what, String table, String answeredAt) {
    String spared =
        " and not exists (select from erased_customer e where e.cid = %s.cid and %s > e.erased_at)"
            .formatted(table, answeredAt);
    tables.add(new Table(what, table + " where cid = any(?)", null, spared));
    return this;
  }

  /** Deletes the rows of these pseudonyms and says how many there were. */
  public Map<String, Long> erase(Connection connection, List<String> cids) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Table table : tables) {
      try (PreparedStatement statement =
          prepare(connection, "delete from " + table.from() + table.spared(), cids)) {
        counts.merge(table.what(), (long) statement.executeUpdate(), Long::sum);
      }
    }
    return counts;
  }

  /** How many rows these pseudonyms have. */
  public Map<String, Long> count(Connection connection, List<String> cids) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Table table : tables) {
      try (PreparedStatement statement =
          prepare(connection, "select count(*) from " + table.from(), cids)) {
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          counts.merge(table.what(), row.getLong(1), Long::sum);
        }
      }
    }
    return counts;
  }

  /** The rows of these pseudonyms as JSON objects. */
  public ObjectNode gather(Connection connection, List<String> cids) throws SQLException {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (Table table : tables) {
      gather(connection, table.reading(), cids, all.withArrayProperty(table.what()));
    }
    return all;
  }

  private static void gather(
      Connection connection, String select, List<String> cids, ArrayNode into) throws SQLException {
    try (PreparedStatement statement =
        prepare(connection, "select to_jsonb(r)::text from (" + select + ") r", cids)) {
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          into.add(EventJson.mapper().readTree(row.getString(1)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("a row is no JSON", e);
    }
  }

  /** Every parameter is the array of pseudonyms. */
  private static PreparedStatement prepare(Connection connection, String sql, List<String> cids)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    long parameters = sql.chars().filter(c -> c == '?').count();
    for (int i = 1; i <= parameters; i++) {
      statement.setArray(i, connection.createArrayOf("text", cids.toArray()));
    }
    return statement;
  }
}
