package dev.parallax.ingestion.imports;

import dev.parallax.ingestion.bucket.Buckets;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.store.Sql;
import dev.parallax.kit.store.StoreException;
import io.agroal.api.AgroalDataSource;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Takes in the objects of buckets, each once: a row of {@code import_object} is what claims one.
 * Objects stay where they are; one with the same name and other content is another one.
 */
@ApplicationScoped
class BucketWatch {
  private static final Logger LOG = Logger.getLogger(BucketWatch.class);

  /** Longer than a download takes; after it a claim without a job is one of a replica that died. */
  private static final Duration DEAD = Duration.ofMinutes(30);

  private static final String CLAIM =
      """
      insert into import_object as o (bucket, key, version, job_id, claimed_at) values (?, ?, ?, ?, ?)
      on conflict (bucket, key, version) do update set claimed_at = excluded.claimed_at
        where o.claimed_at < ? and not exists (select 1 from job where job.id = o.job_id)
      returning job_id
      """;

  private final WatchConfig config;
  private final ImportForms forms;
  private final Buckets buckets;
  private final Imports imports;
  private final ImportsConfig spool;
  private final Jobs jobs;
  private final AgroalDataSource store;
  private final Clock clock;

  BucketWatch(
      WatchConfig config,
      ImportForms forms,
      Buckets buckets,
      Imports imports,
      ImportsConfig spool,
      Jobs jobs,
      AgroalDataSource store,
      Clock clock) {
    this.config = config;
    this.forms = forms;
    this.buckets = buckets;
    this.imports = imports;
    this.spool = spool;
    this.jobs = jobs;
    this.store = store;
    this.clock = clock;
  }

  @Scheduled(
      every = "${parallax.imports.watch.every:5s}",
      delayed = "1s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void look() {
    config
        .buckets()
        .forEach(
            (name, watched) -> {
              try {
                look(name, watched);
              } catch (IOException e) {
                LOG.warnf("watched bucket cannot be read name=%s cause=%s", name, e.getMessage());
              } catch (HttpProblem e) {
                LOG.errorf("watched bucket is set up wrong name=%s cause=%s", name, e.getDetail());
              } catch (StoreException e) {
                LOG.warn("watched bucket waits for the database");
              }
            });
  }

  private void look(String name, WatchConfig.Watched watched) throws IOException {
    ImportRequest request =
        forms.read(
            watched.meaning().mapping().orElse(name),
            null,
            watched.meaning().source().orElse(null),
            Authority.FULL, // who may configure it may
            watched.meaning().consent().orElse(null),
            null);
    for (Buckets.Found object : buckets.list(watched.bucket(), watched.prefix())) {
      if (object.size() > 0) {
        String id = claim(watched.bucket(), object);
        if (id != null) {
          Files.createDirectories(spool.directory());
          Path local = spool.directory().resolve(id + ".object");
          buckets.get(watched.bucket(), object.key(), local);
          imports.submit(id, request, local);
          LOG.infof("watched object taken name=%s id=%s", name, id);
        }
      }
    }
  }

  /**
   * @return the job's id; null: it is another's or was taken before
   */
  private String claim(String bucket, Buckets.Found object) {
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
                        statement.setTimestamp(5, Timestamp.from(clock.instant()));
                        statement.setTimestamp(6, Timestamp.from(clock.instant().minus(DEAD)));
                        try (ResultSet row = statement.executeQuery()) {
                          return row.next() ? row.getString(1) : null;
                        }
                      }
                    }));
  }
}
