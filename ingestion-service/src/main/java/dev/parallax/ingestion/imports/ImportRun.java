package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.file.ImportFile;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.job.JobContext;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** One run of an import: its file, what was asked for, and how far an earlier run got. */
public final class ImportRun {
  private static final String ROW = "row";
  private static final String TALLY = "tally";

  private final JobContext job;
  private final ImportFile file;
  private final ImportRequest request;
  private final long resumeAfter;

  ImportRun(JobContext job, ImportFile file, ImportRequest request) {
    this.job = job;
    this.file = file;
    this.request = request;
    this.resumeAfter = job.checkpoint() == null ? 0 : job.checkpoint().path(ROW).asLong();
  }

  public ImportFile file() {
    return file;
  }

  public String source() {
    return request.source();
  }

  /** How far whoever asked for it is believed about people. */
  public Authority authority() {
    return request.authority();
  }

  /** The same in every run. */
  public Instant receivedAt() {
    return request.receivedAt();
  }

  /** Purposes the operator asserts for customers who have given no answer themselves. */
  public Set<Purpose> consent() {
    return request.consent();
  }

  /** So many rows at most. */
  public long limit() {
    return request.limit();
  }

  /** The last row of which everything is safe; 0 in the first run. */
  public long resumeAfter() {
    return resumeAfter;
  }

  /** What an earlier run counted up to {@link #resumeAfter}. */
  public ImportTally tally() {
    return job.checkpoint() == null
        ? new ImportTally()
        : ImportTally.of(job.checkpoint().path(TALLY));
  }

  /** The result as of a checkpoint. */
  static ObjectNode counted(ObjectNode checkpoint) {
    return ImportTally.of(checkpoint.path(TALLY)).toJson();
  }

  public void progress(long done, long total, String message) {
    job.progress(done, total, message);
  }

  /** Everything up to this row is on the log, in the store or in the quarantine. */
  public void checkpoint(long row, ImportTally tally) {
    ObjectNode state = JsonNodeFactory.instance.objectNode().put(ROW, row);
    state.set(TALLY, tally.toJson());
    job.checkpoint(state);
  }

  /** A row for the quarantine. */
  public Rejection rejection(long row, List<Mistake> mistakes, String messageId, byte[] payload) {
    return rejection(row, mistakes, messageId, payload, null);
  }

  /**
   * A row whose names of columns are its file's own.
   *
   * @param mapped what came of it, by our names: by it is known whose the row is. Null where
   *     nothing did
   */
  public Rejection mapped(long row, List<Mistake> mistakes, byte[] payload, ObjectNode mapped) {
    return rejection(row, mistakes, null, payload, mapped);
  }

  private Rejection rejection(
      long row, List<Mistake> mistakes, String messageId, byte[] payload, ObjectNode mapped) {
    return new Rejection(
        source(),
        "row",
        mistakes,
        messageId,
        job.id(),
        row,
        request.mapping(),
        receivedAt(),
        payload == null ? 0 : payload.length,
        payload,
        null,
        authority(),
        mapped);
  }

  /** The same with a payload that is JSON. */
  public Rejection rejection(long row, List<Mistake> mistakes, ObjectNode payload) {
    return rejection(row, mistakes, null, payload.toString().getBytes(StandardCharsets.UTF_8));
  }
}
