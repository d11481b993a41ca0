package dev.parallax.ingestion.quarantine;

import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.validation.Checked;

/**
 * Reads rejected inputs of some kinds again and takes them in as if they had come right. A bean.
 */
public interface Replayer {
  /** Whether it knows inputs of this kind. */
  boolean knows(Quarantined row);

  /**
   * Reads without counting or storing anything.
   *
   * @param payload mended
   * @param candidate a plan to try in place of the one that counts, or null
   * @return what takes it in. All inputs of a payload are right, or it is not
   */
  Checked<Runnable> tryOut(Quarantined row, byte[] payload, PlannedCalls.Candidate candidate);

  /**
   * Reads in earnest.
   *
   * @return what takes it in; may be run again, under the same ids
   */
  Checked<Runnable> read(Quarantined row, byte[] payload);
}
