package dev.parallax.ingestion.collect;

import dev.parallax.ingestion.call.SegmentCall;
import dev.parallax.ingestion.identity.Identifiers;

/**
 * Calls whose ids stand for no id ({@code null}, {@code anonymous}, {@code 0000}): a sender's empty
 * variable, the same for strangers without number.
 */
final class Placeholders {
  private Placeholders() {}

  /** The visitor's call where its userId stands for none and there is an anonymousId. */
  static SegmentCall withoutUser(SegmentCall said, Identifiers identifiers) {
    return said.anonymousId() != null
            && said.userId() != null
            && identifiers.isBlocked(said.userId())
        ? said.ofTheVisitor()
        : said;
  }

  /**
   * Whether nothing may be kept of a call's sender, since the next one under the same id is
   * somebody else. What happened still counts.
   *
   * @param call as {@link #withoutUser} has it
   */
  static boolean isNobodys(SegmentCall call, Identifiers identifiers) {
    return identifiers.isBlocked(call.userId() == null ? call.anonymousId() : call.userId());
  }
}
