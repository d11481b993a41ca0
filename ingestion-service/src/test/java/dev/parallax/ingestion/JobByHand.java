package dev.parallax.ingestion;

import static dev.parallax.ingestion.Callers.update;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.kit.job.JobContext;

/** A job's hold on nothing, for one run, beside others of its kind. */
public record JobByHand(String id, ObjectNode params) implements JobContext {

  /** From now until its end others take it for one that lives. */
  public void pretendToRun() {
    update(
        "insert into job (id, kind, state, params, owner, heartbeat_at, attempts, created_at)"
            + " values (?, 'by-hand', 'running', '{}', 'test', now() + interval '1 hour', 1, now())",
        id);
  }

  public void end() {
    update("delete from job where id = ?", id);
  }

  @Override
  public ObjectNode checkpoint() {
    return null;
  }

  @Override
  public void progress(long done, long total, String message) {
    // Nobody looks.
  }

  @Override
  public void checkpoint(ObjectNode state) {
    // It runs once.
  }
}
