package dev.parallax.ingestion.imports;

import dev.parallax.ingestion.bucket.Buckets;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The table {@code import_object}: which objects were taken, and which are being downloaded by a
 * replica that lives. By the clock of the database, which all replicas have in common.
 */
@ApplicationScoped
class ObjectClaims {
  /** A claim that has shown no sign of life for so long is one of a replica that died. */
  static final Duration DEAD = Duration.ofSeconds(60);

  private static final int CHUNK = 5_000;

  /** Without a job that took it over, and nobody is at it. */
  private static final String IS_LEFT =
      """
      o.claimed_at < clock_timestamp() - interval '%d seconds'
      and not exists (select 1 from job where job.id = o.job_id)
      """
          .formatted(DEAD.toSeconds());

  private static final String OPEN =
      """
      select f.index from unnest(?::text[], ?::text[]) with ordinality as f (key, version, index)
        left join import_object o on o.bucket = ? and o.key = f.key and o.version = f.version
      where o.key is null or (%s)
      """
          .formatted(IS_LEFT);

  /** A claim that is taken over keeps its job's id: at most one job is made of an object. */
  private static final String CLAIM =
      """
      insert into import_object as o (bucket, key, version, job_id, claim, claimed_at)
      values (?, ?, ?, ?, ?, clock_timestamp())
      on conflict (bucket, key, version) do update
        set claim = excluded.claim, claimed_at = clock_timestamp()
        where %s
      returning job_id
      """
          .formatted(IS_LEFT);

  private static final String RENEW =
      "update import_object set claimed_at = clock_timestamp() where claim = ?";

  private final Jobs jobs;
  private final AgroalDataSource store;

  /**
   * One that this replica has.
   *
   * @param jobId under which the object is to be imported
   */
  record Claim(UUID id, String jobId) {}

  ObjectClaims(Jobs jobs, AgroalDataSource store) {
    this.jobs = jobs;
    this.store = store;
  }

  /** Of a listing, those that nobody has taken; asks once for thousands of them. */
  List<Buckets.Found> open(String bucket, List<Buckets.Found> listed) {
    List<Buckets.Found> open = new ArrayList<>();
    for (int from = 0; from < listed.size(); from += CHUNK) {
      List<Buckets.Found> chunk = listed.subList(from, Math.min(from + CHUNK, listed.size()));
      Set<Long> numbers = new HashSet<>(numbers(bucket, chunk));
      for (int i = 0; i < chunk.size(); i++) {
        if (numbers.contains(i + 1L)) {
          open.add(chunk.get(i));
        }
      }
    }
    return open;
  }

  private List<Long> numbers(String bucket, List<Buckets.Found> chunk) {
    return Sql.list(
        store,
        row -> row.getLong(1),
        OPEN,
        chunk.stream().map(Buckets.Found::key).toArray(String[]::new),
        chunk.stream().map(Buckets.Found::version).toArray(String[]::new),
        bucket);
  }

  /** Nothing: it is another's or was taken before. */
  Optional<Claim> claim(String bucket, Buckets.Found object) {
    UUID id = UUID.randomUUID();
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                Sql.call(
                    store,
                    connection -> {
                      try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
                        statement.setString(1, bucket);
                        statement.setString(2, object.key());
                        statement.setString(3, object.version());
                        statement.setString(4, jobs.newId());
                        statement.setObject(5, id);
                        try (ResultSet row = statement.executeQuery()) {
                          return row.next()
                              ? Optional.of(new Claim(id, row.getString(1)))
                              : Optional.empty();
                        }
                      }
                    }));
  }

  /**
   * A sign of life. Until the current transaction ends nobody else gets the claim.
   *
   * @return false when it is another's by now
   */
  boolean renew(Claim claim) {
    return QuarkusTransaction.joiningExisting().call(() -> Sql.update(store, RENEW, claim.id()))
        == 1;
  }
}
