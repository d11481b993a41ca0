package dev.parallax.ingestion.rights;

import dev.parallax.kit.problem.Problems;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Who is meant: by one of the three.
 *
 * @param userId the id the firm knows the customer by
 * @param anonymousId a visitor's
 * @param cid a pseudonym
 */
public record PersonQuery(String userId, String anonymousId, String cid) {
  private static final int LONGEST = 512;

  /**
   * @throws RuntimeException a 400 problem naming the field
   */
  void check() {
    if (Stream.of(userId, anonymousId, cid).filter(Objects::nonNull).count() != 1) {
      throw Problems.invalid(
          "userId", "must be given, or else anonymousId or cid, one of the three");
    }
    check("userId", userId);
    check("anonymousId", anonymousId);
    check("cid", cid);
    if (cid != null && !cid.matches("[ca]_[0-9A-Za-z_]+")) {
      throw Problems.invalid("cid", "must be a customer's or visitor's pseudonym, c_… or a_…");
    }
  }

  private static void check(String field, String value) {
    if (value != null
        && (value.isBlank() || value.length() > LONGEST || value.indexOf('\0') >= 0)) {
      throw Problems.invalid(field, "must have 1 to " + LONGEST + " characters");
    }
  }
}
