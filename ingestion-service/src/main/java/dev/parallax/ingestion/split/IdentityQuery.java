package dev.parallax.ingestion.split;

import dev.parallax.kit.page.Page;
import dev.parallax.kit.pseudonym.Cid;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the graph around one customer. */
@ApplicationScoped
class IdentityQuery {
  private static final String MEMBERS =
      "(select ?::text union all select from_cid from identity_link where into_cid = ?)";

  private static final String ROOT =
      """
      select coalesce((select into_cid from identity_link where from_cid = ?), ?),
        exists (select from identity_link where from_cid = ? or into_cid = ?)
        or exists (select from identity_history where one_cid = ? or other_cid = ?)
        or exists (select from identity_identifier where cid = ?)
        or exists (select from customer where cid = ?) or exists (select from vault where cid = ?)
      """;

  private final AgroalDataSource store;

  IdentityQuery(AgroalDataSource store) {
    this.store = store;
  }

  /** Makes a value of a row. */
  private interface RowMapper<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * The pseudonym that stands for the customer; empty when nothing is known of it here. Of
   * customers who never did more than send events under one userId, nothing is.
   */
  Optional<String> root(String cid) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ROOT)) {
            for (int i = 1; i <= 9; i++) {
              statement.setString(i, cid);
            }
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return row.getBoolean(2) ? Optional.of(row.getString(1)) : Optional.empty();
            }
          }
        });
  }

  /**
   * @param before the number that the history goes on after, null from its newest on
   */
  Identity of(String root, int limit, Long before) {
    return Sql.call(
        store,
        connection ->
            new Identity(
                root,
                members(connection, root),
                count(connection, root),
                identifiers(connection, root),
                apart(connection, root),
                Page.of(
                    history(connection, root, limit + 1, before),
                    limit,
                    change -> Long.toString(change.id()))));
  }

  private static List<Identity.Member> members(Connection connection, String root)
      throws SQLException {
    return list(
        connection,
        """
        select from_cid, linked_at from identity_link where into_cid = ?
        order by linked_at, from_cid limit 500
        """,
        row ->
            new Identity.Member(
                row.getString(1),
                Cid.isCustomer(row.getString(1)) ? "customer" : "visitor",
                row.getTimestamp(2).toInstant()),
        root);
  }

  private static long count(Connection connection, String root) throws SQLException {
    return list(
            connection,
            "select count(*) from identity_link where into_cid = ?",
            row -> row.getLong(1),
            root)
        .getFirst();
  }

  private static List<Identity.Identifier> identifiers(Connection connection, String root)
      throws SQLException {
    return list(
        connection,
        """
        select type, iid, min(cid), min(seen_at) from identity_identifier where cid in %s
        group by type, iid order by type, min(seen_at), iid limit 500
        """
            .formatted(MEMBERS),
        row ->
            new Identity.Identifier(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getTimestamp(4).toInstant()),
        root,
        root);
  }

  private static List<Identity.Apart> apart(Connection connection, String root)
      throws SQLException {
    return list(
        connection,
        """
        select one_cid, other_cid, split_id from identity_barrier
        where one_cid in %s or other_cid in %s order by split_id limit 500
        """
            .formatted(MEMBERS, MEMBERS),
        row -> new Identity.Apart(row.getString(1), row.getString(2), row.getLong(3)),
        root,
        root,
        root,
        root);
  }

  private static List<Identity.Change> history(
      Connection connection, String root, int most, Long before) throws SQLException {
    return list(
        connection,
        """
        select id, kind, identifier, one_cid, other_cid, from_cid, into_cid, at, recorded_at, ended_by
        from identity_history
        where id in (
            select id from identity_history where one_cid in %1$s
            union select id from identity_history where other_cid in %1$s)
          and id < ?
        order by id desc limit ?
        """
            .formatted(MEMBERS),
        row ->
            new Identity.Change(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getTimestamp(8).toInstant(),
                row.getTimestamp(9).toInstant(),
                row.getObject(10, Long.class)),
        root,
        root,
        root,
        root,
        before == null ? Long.MAX_VALUE : before,
        most);
  }

  private static <T> List<T> list(
      Connection connection, String sql, RowMapper<T> mapper, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<T> list = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          list.add(mapper.of(row));
        }
      }
      return list;
    }
  }
}
