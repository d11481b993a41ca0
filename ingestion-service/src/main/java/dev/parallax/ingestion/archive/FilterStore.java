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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

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

  /**
   * A file.
   *
   * @param known false where nobody has looked yet whom it names
   * @param mayName of those who are sought: all where it is not known, else seldom one too many
   */
  record Judged(ArchiveFile file, boolean known, Set<String> mayName) {}

  /** Some people, as they are looked for. */
  record Sought(List<String> people, Long[] hashes) {
    static Sought of(Collection<String> people) {
      List<String> all = List.copyOf(people);
      return new Sought(all, all.stream().map(PeopleFilter::hash).toArray(Long[]::new));
    }

    Set<String> among(byte[] filter) {
      return among(person -> filter);
    }

    private Set<String> among(IntFunction<byte[]> filterOf) {
      Set<String> found = new HashSet<>();
      for (int i = 0; i < hashes.length; i++) {
        if (PeopleFilter.mayHave(filterOf.apply(i), hashes[i])) {
          found.add(people.get(i));
        }
      }
      return found;
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
    ArchiveFile file = ArchiveStore.file(row);
    if (row.getBoolean(7)) {
      return new Judged(file, false, Set.copyOf(sought.people()));
    }
    byte[][] blocks = (byte[][]) row.getArray(8).getArray();
    return new Judged(file, true, sought.among(person -> blocks[person]));
  }

  void keep(String path, byte[] people) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Sql.update(
                    store, "update archive_file set people = ? where path = ?", people, path));
  }
}
