package dev.parallax.kit.job;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.TimeUnit;

/** Writes progress at most a few times a second. */
class RunningJob implements JobContext {
  private static final long WRITE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final JobRepository.Claimed job;
  private final JobRepository repository;
  private final String owner;
  private long done;
  private long total;
  private String message;
  private boolean dirty;
  private volatile ObjectNode latest;
  private long writtenAt = System.nanoTime() - WRITE_EVERY_NANOS;

  RunningJob(JobRepository.Claimed job, JobRepository repository, String owner) {
    this.job = job;
    this.repository = repository;
    this.owner = owner;
    this.latest = job.checkpoint();
  }

  @Override
  public String id() {
    return job.id();
  }

  @Override
  public ObjectNode params() {
    return job.params();
  }

  @Override
  public ObjectNode checkpoint() {
    return job.checkpoint();
  }

  @Override
  public synchronized void progress(long done, long total, String message) {
    this.done = done;
    this.total = total;
    this.message = message;
    dirty = true;
    if (System.nanoTime() - writtenAt >= WRITE_EVERY_NANOS) {
      flush();
    }
  }

  @Override
  public void checkpoint(ObjectNode state) {
    repository.checkpoint(job.id(), owner, state);
    latest = state;
  }

  /** The last checkpoint of this run or an earlier one, null when there is none. */
  ObjectNode latest() {
    return latest;
  }

  synchronized void flush() {
    if (dirty) {
      repository.progress(job.id(), owner, done, total, message);
      dirty = false;
      writtenAt = System.nanoTime();
    }
  }
}
