package dev.parallax.experience.friction;

import dev.parallax.kit.store.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedSet;

/** Numbers for pages and causes, so that the facts are small. Writes only what is new. */
final class FrictionNames {
  private static final String ADD_PAGES =
      """
      insert into page (path)
      select n.path from unnest(?::text[]) with ordinality as n (path, place)
      where not exists (select from page p where p.path = n.path)
      order by n.place
      on conflict do nothing
      """;

  private static final String PAGES =
      "select p.id, p.path from unnest(?::text[]) as n (path) join page p on p.path = n.path";

  private static final String ADD_CAUSES =
      """
      insert into friction_cause (kind, code, detail, part)
      select n.kind, n.code, n.detail, n.part
      from unnest(?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
        as n (kind, code, detail, part, place)
      where not exists (
        select from friction_cause c
        where (c.kind, c.code, c.detail, c.part) = (n.kind, n.code, n.detail, n.part))
      order by n.place
      on conflict do nothing
      """;

  private static final String CAUSES =
      """
      select c.id, c.kind, c.code, c.detail, c.part
      from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as n (kind, code, detail, part)
      join friction_cause c using (kind, code, detail, part)
      """;

  private FrictionNames() {}

  static Map<String, Integer> pages(Connection connection, SequencedSet<String> paths)
      throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD_PAGES);
        PreparedStatement read = connection.prepareStatement(PAGES)) {
      Columns.of(add, paths).add("text", path -> path);
      add.executeUpdate();
      Columns.of(read, paths).add("text", path -> path);
      Map<String, Integer> ids = HashMap.newHashMap(paths.size());
      try (ResultSet row = read.executeQuery()) {
        while (row.next()) {
          ids.put(row.getString(2), row.getInt(1));
        }
      }
      return ids;
    }
  }

  static Map<Cause, Integer> causes(Connection connection, SequencedSet<Cause> causes)
      throws SQLException {
    try (PreparedStatement add = connection.prepareStatement(ADD_CAUSES);
        PreparedStatement read = connection.prepareStatement(CAUSES)) {
      set(add, causes);
      add.executeUpdate();
      set(read, causes);
      Map<Cause, Integer> ids = HashMap.newHashMap(causes.size());
      try (ResultSet row = read.executeQuery()) {
        while (row.next()) {
          ids.put(
              new Cause(
                  FrictionKind.ofWireName(row.getString(2)),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5)),
              row.getInt(1));
        }
      }
      return ids;
    }
  }

  private static void set(PreparedStatement statement, SequencedSet<Cause> causes)
      throws SQLException {
    Columns.of(statement, causes)
        .add("text", cause -> cause.kind().wireName())
        .add("text", Cause::code)
        .add("text", Cause::detail)
        .add("text", Cause::part);
  }
}
