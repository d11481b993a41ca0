package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.store.Sql;
import dev.parallax.learning.table.TableException;
import dev.parallax.learning.tree.NativeLibraryException;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;

/**
 * The table {@code predictor_file}. A folder was rejected: a job that another replica takes over
 * must find its file, and replicas share the database and nothing else.
 */
@ApplicationScoped
class FileStore {
  private static final int PART = 1 << 20;
  private static final Duration UPLOADS_KEPT = Duration.ofDays(1);

  private static final String SWEEP =
      """
      delete from predictor_file f where f.kind = 'upload' and (
        f.created_at < ?
        or exists (select from job j where j.id = f.job_id and j.state in ('succeeded', 'failed')))
      or f.kind = 'result' and f.created_at < ?
      """;

  private final AgroalDataSource store;
  private final PredictorConfig config;
  private final Clock clock;

  FileStore(AgroalDataSource store, PredictorConfig config, Clock clock) {
    this.store = store;
    this.config = config;
    this.clock = clock;
  }

  /** What a file is for. */
  enum Kind {
    UPLOAD("upload"),
    RESULT("result");

    private final String stored;

    Kind(String stored) {
      this.stored = stored;
    }
  }

  /** Keeps a file, in the current transaction. One that a cut-off run began is replaced. */
  void write(String jobId, Kind kind, String predictor, InputStream bytes) throws IOException {
    try (OutputStream out = create(jobId, kind, predictor)) {
      bytes.transferTo(out);
    }
  }

  /** Reads a file part by part; empty where there is none. */
  InputStream open(String jobId, Kind kind) {
    return new Parts(jobId, kind);
  }

  boolean exists(String jobId, Kind kind, String predictor) {
    return !Sql.list(
            store,
            row -> true,
            "select from predictor_file where job_id = ? and kind = ? and predictor = ? and part = 0",
            jobId,
            kind.stored,
            predictor)
        .isEmpty();
  }

  /** Work of a job that has a file. */
  @FunctionalInterface
  interface Work {
    ObjectNode run() throws IOException, TableException;
  }

  /**
   * Runs a job with what was uploaded for it, which goes when the job is over, well or not. It
   * stays when the run was cut off, for whoever takes over.
   *
   * @throws JobFailedException where another run would come to the same
   */
  ObjectNode consume(String jobId, Work work) throws IOException {
    try {
      ObjectNode result = work.run();
      forget(jobId);
      return result;
    } catch (TableException | NativeLibraryException e) {
      forget(jobId);
      throw new JobFailedException(e.getMessage(), e);
    } catch (JobFailedException e) {
      forget(jobId);
      throw e;
    }
  }

  private void forget(String jobId) {
    QuarkusTransaction.requiringNew().run(() -> delete(jobId, Kind.UPLOAD));
  }

  void delete(String jobId, Kind kind) {
    Sql.update(
        store, "delete from predictor_file where job_id = ? and kind = ?", jobId, kind.stored);
  }

  /** Writes a file of any size in the current transaction, holding one part in memory. */
  OutputStream create(String jobId, Kind kind, String predictor) {
    delete(jobId, kind);
    return new Output(jobId, kind, predictor);
  }

  /** What crashes left behind, and results that were kept for long enough. */
  @Scheduled(every = "1h", delayed = "7m")
  @Transactional
  void sweep() {
    Sql.update(
        store,
        SWEEP,
        Timestamp.from(clock.instant().minus(UPLOADS_KEPT)),
        Timestamp.from(clock.instant().minus(config.resultsKept())));
  }

  private byte[] part(String jobId, Kind kind, int part) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select bytes from predictor_file where job_id = ? and kind = ? and part = ?")) {
            statement.setString(1, jobId);
            statement.setString(2, kind.stored);
            statement.setInt(3, part);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? row.getBytes(1) : new byte[0];
            }
          }
        });
  }

  private final class Parts extends InputStream {
    private final String jobId;
    private final Kind kind;
    private byte[] bytes = new byte[0];
    private int at;
    private int next;

    Parts(String jobId, Kind kind) {
      this.jobId = jobId;
      this.kind = kind;
    }

    private boolean hasMore() {
      if (at == bytes.length) {
        bytes = part(jobId, kind, next++);
        at = 0;
      }
      return bytes.length > 0;
    }

    @Override
    public int read() {
      return hasMore() ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (!hasMore()) {
        return -1;
      }
      int count = Math.min(length, bytes.length - at);
      System.arraycopy(bytes, at, into, offset, count);
      at += count;
      return count;
    }
  }

  private final class Output extends OutputStream {
    private final String jobId;
    private final Kind kind;
    private final String predictor;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(PART);
    private int part;

    Output(String jobId, Kind kind, String predictor) {
      this.jobId = jobId;
      this.kind = kind;
      this.predictor = predictor;
    }

    @Override
    public void write(int b) {
      waiting.write(b);
      flushFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      waiting.write(bytes, offset, length);
      flushFull();
    }

    private void flushFull() {
      if (waiting.size() >= PART) {
        insert();
      }
    }

    private void insert() {
      Sql.update(
          store,
          "insert into predictor_file (job_id, kind, part, predictor, bytes, created_at)"
              + " values (?, ?, ?, ?, ?, ?)",
          jobId,
          kind.stored,
          part++,
          predictor,
          waiting.toByteArray(),
          Timestamp.from(clock.instant()));
      waiting.reset();
    }

    @Override
    public void close() {
      if (waiting.size() > 0) {
        insert();
      }
    }
  }
}
