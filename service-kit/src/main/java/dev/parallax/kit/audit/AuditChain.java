package dev.parallax.kit.audit;

import dev.parallax.kit.audit.AuditCheck.Broken;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Follows a chain row by row and finds the first place where it was tampered with.
 *
 * <p>Everything but one thing is found from the rows, the head and the secret alone: that the whole
 * database was set back to an earlier state. For that there are heads that somebody noted.
 */
final class AuditChain {
  private static final byte[] NOTHING = new byte[AuditRow.HASH_BYTES];

  private final AuditSeal seal;
  private final Map<Long, String> noted = new HashMap<>();
  private long rows;
  private long expected = 1;
  private byte[] last = NOTHING;
  private Broken broken;

  /**
   * @param noted heads of this service's log that were noted formerly
   */
  AuditChain(AuditSeal seal, List<AuditHead.Noted> noted) {
    this.seal = seal;
    noted.forEach(head -> this.noted.put(head.seq(), head.hash()));
  }

  /** The next row by seq. */
  void follow(AuditRow row) {
    rows++;
    if (broken == null) {
      broken = fault(row);
    }
    expected = row.entry().seq() + 1;
    last = row.hash();
    noted.remove(row.entry().seq());
  }

  /**
   * Once all rows were followed.
   *
   * @param head null when there is none
   */
  AuditCheck end(String service, AuditHead head) {
    if (broken == null) {
      broken = fault(head);
    }
    return new AuditCheck(
        broken == null, rows, broken, AuditHead.written(service, expected - 1, last));
  }

  private Broken fault(AuditRow row) {
    long seq = row.entry().seq();
    if (seq != expected) {
      return seq == expected + 1
          ? new Broken(expected, "the row is missing")
          : new Broken(expected, "the rows up to " + (seq - 1) + " are missing");
    }
    if (!Arrays.equals(AuditRow.hash(row.entry(), row.previous()), row.hash())) {
      return new Broken(seq, "the row was changed: its hash is another");
    }
    if (!seal.isOfRow(row.hash(), row.seal())) {
      return new Broken(
          seq, "the row was not written by the service: its seal is not the service's");
    }
    if (!Arrays.equals(row.previous(), last)) {
      return new Broken(
          seq,
          Arrays.equals(row.previous(), NOTHING)
              ? "the chain begins anew here: its end was missing or forged when the row was written"
              : "the row does not follow the one before it: rows were put in, taken out or moved");
    }
    String hash = noted.get(seq);
    return hash == null || hash.equals(HexFormat.of().formatHex(row.hash()))
        ? null
        : new Broken(seq, "the row is not the one whose hash was noted");
  }

  private Broken fault(AuditHead head) {
    long end = expected - 1;
    if (head == null || head.seal() == null) {
      return head != null && head.seq() == 0 && end == 0
          ? missingNoted()
          : new Broken(end + 1, "the end of the chain is not marked: the head was taken away");
    }
    if (!seal.isOfHead(head.seq(), head.hash(), head.seal())) {
      return new Broken(
          end + 1, "the end of the chain is not marked by the service: the head was forged");
    }
    if (head.seq() > end) {
      return new Broken(end + 1, "the rows up to " + head.seq() + " are missing at the end");
    }
    if (head.seq() < end || !Arrays.equals(head.hash(), last)) {
      return new Broken(end, "the row is not the one that the head was set to");
    }
    return missingNoted();
  }

  /** A database that was set back is whole in itself. */
  private Broken missingNoted() {
    return noted.keySet().stream()
        .max(Long::compare)
        .map(
            seq ->
                new Broken(
                    expected,
                    "the rows up to "
                        + seq
                        + ", which was noted, are missing: the log was set back"))
        .orElse(null);
  }
}
