package dev.parallax.ingestion.archive;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The column {@code archive_file.people}. */
@ApplicationScoped
class FilterStore {
  /** The block that a hash chooses, as Parquet does it; the rest of a filter is not read. */
  private static final String PAGE =
      """
      select f.path, f.draft, f.first_time, f.last_time, f.row_count, f.bytes, f.people is null,
        array(
          select substring(f.people from
            ((((h.hash >> 32) & 4294967295) * (octet_length(f.people) / 32)) >> 32)::int * 32 + 1 for 32)
          from unnest(?::bigint[]) with ordinality as h(hash, n) order by h.n)
      from archive_file f where f.path > ? and f.path like ? order by f.path limit ?
      """;

  private final AgroalDataSource store;

  FilterStore(AgroalDataSource store) {
    this.store = store;
  }

  /** Whether a file has to be opened. */
  enum Verdict {
    /** It names none of them. */
    PASS,
    /** It names one of them, or seldom none. */
    OPEN,
    /** Nobody has looked yet. */
    UNKNOWN
  }

  /** A file and what is to be done with it. */
  record Judged(ArchiveFile file, Verdict verdict) {}

  /** Some people, as they are looked for. */
  record Sought(Long[] hashes) {
    static Sought of(Collection<String> people) {
      return new Sought(people.stream().map(PeopleFilter::hash).toArray(Long[]::new));
    }

    boolean mayBeIn(byte[] filter) {
      for (long hash : hashes) {
        if (PeopleFilter.mayHave(filter, hash)) {
          return true;
        }
      }
      return false;
    }

    private Verdict judge(boolean unknown, byte[][] blocks) {
      if (unknown) {
        return Verdict.UNKNOWN;
      }
      for (int i = 0; i < hashes.length; i++) {
        if (PeopleFilter.mayHave(blocks[i], hashes[i])) {
          return Verdict.OPEN;
        }
      }
      return Verdict.PASS;
    }
  }

  /**
   * Files after a path, in the order of paths.
   *
   * @param prefix of their paths
   */
  List<Judged> after(String path, String prefix, int limit, Sought sought) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setArray(1, connection.createArrayOf("bigint", sought.hashes()));
            statement.setString(2, path);
            statement.setString(3, prefix + "%");
            statement.setInt(4, limit);
            List<Judged> page = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                page.add(judged(row, sought));
              }
            }
            return page;
          }
        });
  }

  private static Judged judged(ResultSet row, Sought sought) throws SQLException {
    boolean unknown = row.getBoolean(7);
    byte[][] blocks = unknown ? null : (byte[][]) row.getArray(8).getArray();
    return new Judged(ArchiveStore.file(row), sought.judge(unknown, blocks));
  }

  void keep(String path, byte[] people) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Sql.update(
                    store, "update archive_file set people = ? where path = ?", people, path));
  }
}
