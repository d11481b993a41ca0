package dev.parallax.kit.job;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A running job's hold on its own row. */
public interface JobContext {
  String id();

  /** What the caller asked for. */
  ObjectNode params();

  /** Where an earlier run got to, null on the first. */
  ObjectNode checkpoint();

  /** Cheap: written at most a few times a second. */
  void progress(long done, long total, String message);

  /** Where to go on from after a crash; written at once. Call after what it covers is safe. */
  void checkpoint(ObjectNode state);
}
