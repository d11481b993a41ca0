package dev.parallax.kit.audit;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Whether a log is as it was written.
 *
 * @param rows how many there are
 * @param firstBroken null where nothing is
 * @param head where the log ends, to note elsewhere and give as {@code noted} another time
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AuditCheck(boolean valid, long rows, Broken firstBroken, String head) {

  /**
   * The first place that was tampered with.
   *
   * @param seq of the row that was changed, put in or moved, or that is missing
   */
  record Broken(long seq, String why) {}
}
