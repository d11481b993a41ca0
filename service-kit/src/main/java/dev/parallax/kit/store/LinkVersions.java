package dev.parallax.kit.store;

import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How new what a service holds of identities is: merges and splits come over two topics, in no
 * order between them, and of two about one pseudonym the later one counts.
 *
 * <p>The service has a table of links ({@code from_cid}, {@code version}) and one of splits, {@code
 * parted (cid, version)}. Each method takes one statement, in the caller's transaction.
 */
public final class LinkVersions {
  private final String versions;
  private final String remember;

  /**
   * @param links the service's table of links
   */
  public LinkVersions(String links) {
    this.versions =
        """
        select cid, coalesce(greatest(s.version, l.version), 0) from unnest(?::text[]) as n (cid)
        left join parted s using (cid) left join %s l on l.from_cid = n.cid
        """
            .formatted(links);
    this.remember =
        """
        update %s l set version = n.version
        from (select cid, max(version) as version
              from unnest(?::text[], ?::bigint[]) as n (cid, version) group by cid) n
        where l.from_cid = n.cid and l.version < n.version
        """
            .formatted(links);
  }

  /** The merges that no split which was heard of before them, and no later merge, has ended. */
  public List<IdentitiesMerged> holding(Connection connection, List<IdentitiesMerged> merges)
      throws SQLException {
    Map<String, Long> known = of(connection, merges.stream().map(IdentitiesMerged::from).toList());
    return merges.stream()
        .filter(merge -> merge.version() >= known.getOrDefault(merge.from(), 0L))
        .toList();
  }

  /** Notes how new the links are that came of merges. */
  public void remember(Connection connection, Collection<IdentitiesMerged> merges)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(remember)) {
      Columns.of(statement, merges)
          .add("text", IdentitiesMerged::from)
          .add("bigint", IdentitiesMerged::version);
      statement.executeUpdate();
    }
  }

  /** The members of whom no later merge or split was heard of already, in their order. */
  public List<String> free(Connection connection, IdentitiesSplit split) throws SQLException {
    Map<String, Long> known = of(connection, split.members());
    return split.members().stream()
        .filter(member -> known.getOrDefault(member, 0L) <= split.version())
        .toList();
  }

  /** Notes that these were parted, for merges that are still to be heard of. */
  public void part(Connection connection, List<String> cids, long version) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into parted as s (cid, version) select cid, ? from unnest(?::text[]) as cid
            on conflict (cid) do update set version = greatest(s.version, excluded.version)
            """)) {
      statement.setLong(1, version);
      statement.setArray(2, connection.createArrayOf("text", cids.toArray()));
      statement.executeUpdate();
    }
  }

  private Map<String, Long> of(Connection connection, Collection<String> cids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(versions)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      Map<String, Long> known = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.put(row.getString(1), row.getLong(2));
        }
      }
      return known;
    }
  }
}
