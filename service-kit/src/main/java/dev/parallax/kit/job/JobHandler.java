package dev.parallax.kit.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What one kind of job does. A bean; one job of a kind runs at a time over all replicas. */
public interface JobHandler {
  /** Stable name, kebab case. */
  String kind();

  /**
   * Whether somebody waits for it who must not wait behind imports and trainings: such kinds have a
   * thread of their own.
   */
  default boolean isUrgent() {
    return false;
  }

  /**
   * Runs to the end and returns the result. After a crash it is called again with the last
   * checkpoint.
   *
   * @throws JobFailedException with a message for the caller
   * @throws Exception anything else is logged and shown as an internal error
   */
  ObjectNode run(JobContext context) throws Exception;

  /**
   * The result of a job that fails after this checkpoint: what it had done, so that nothing done
   * goes unsaid.
   *
   * @return null where that says nothing to the caller
   */
  default ObjectNode doneBy(ObjectNode checkpoint) {
    return null;
  }
}
