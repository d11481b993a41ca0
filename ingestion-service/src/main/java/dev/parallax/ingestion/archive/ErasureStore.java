package dev.parallax.ingestion.archive;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The table {@code archive_erasure}. */
@ApplicationScoped
class ErasureStore {
  private static final String SELECT =
      "select job, cids, accounts, state, rewritten, events, error from archive_erasure";

  private final AgroalDataSource store;

  ErasureStore(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * One that is asked for.
   *
   * @param job whose it is
   * @param cids of the person
   * @param accounts on which they paid, once they were looked for
   * @param state open, done or failed
   * @param rewritten how many files there were with events of theirs
   * @param error why it failed
   */
  record Wanted(
      String job,
      Set<String> cids,
      Set<String> accounts,
      String state,
      long rewritten,
      long events,
      String error) {
    static Wanted of(ResultSet row) throws SQLException {
      return new Wanted(
          row.getString(1),
          Set.of((String[]) row.getArray(2).getArray()),
          Set.of((String[]) row.getArray(3).getArray()),
          row.getString(4),
          row.getLong(5),
          row.getLong(6),
          row.getString(7));
    }

    boolean names(Collection<String> owners) {
      return owners.stream().anyMatch(owner -> cids.contains(owner) || accounts.contains(owner));
    }
  }

  /** Within the current transaction. */
  void add(String job, Set<String> cids) {
    Sql.update(
        store,
        "insert into archive_erasure (job, cids) values (?, ?)",
        job,
        cids.toArray(String[]::new));
  }

  /**
   * Another job goes on where one failed: what that had found out is not found a second time.
   * Within the current transaction.
   */
  void goOn(String job, String failed) {
    Sql.update(
        store,
        "update archive_erasure set job = ?, state = 'open', pass = null, error = null"
            + " where job = ?",
        job,
        failed);
  }

  Optional<Wanted> find(String job) {
    return Sql.list(store, Wanted::of, SELECT + " where job = ?", job).stream().findFirst();
  }

  /** A job begins to go through the files, for everybody who waits now. */
  void begin(String pass) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Sql.update(
                    store, "update archive_erasure set pass = ? where state = 'open'", pass));
  }

  List<Wanted> ofPass(String pass) {
    return Sql.list(store, Wanted::of, SELECT + " where state = 'open' and pass = ?", pass);
  }

  /** By job; to those that are known. */
  void addAccounts(Map<String, Set<String>> accounts) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                accounts.forEach(
                    (job, found) ->
                        Sql.update(
                            store,
                            "update archive_erasure set accounts = array(select unnest(accounts)"
                                + " union select unnest(?::text[])) where job = ?",
                            found.toArray(String[]::new),
                            job)));
  }

  /**
   * A file was written anew; within the current transaction.
   *
   * @param events that were in it, by job
   */
  void count(Map<String, Long> events) {
    events.forEach(
        (job, removed) ->
            Sql.update(
                store,
                "update archive_erasure set rewritten = rewritten + 1, events = events + ?"
                    + " where job = ?",
                removed,
                job));
  }

  /**
   * @param errors by job; for the others all went well
   */
  void end(String pass, Map<String, String> errors) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              errors.forEach(
                  (job, error) ->
                      Sql.update(
                          store,
                          "update archive_erasure set state = 'failed', error = ?"
                              + " where state = 'open' and pass = ? and job = ?",
                          error,
                          pass,
                          job));
              Sql.update(
                  store,
                  "update archive_erasure set state = 'done', accounts = '{}'"
                      + " where state = 'open' and pass = ?",
                  pass);
            });
  }
}
