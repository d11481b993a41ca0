package dev.parallax.ingestion.split;

import dev.parallax.kit.page.Page;
import java.time.Instant;
import java.util.List;

/**
 * Who a customer is, by pseudonyms only.
 *
 * @param cid the pseudonym that stands for all
 * @param members the others, in the order they came to it; at most 500 of them
 * @param memberCount how many there are
 * @param identifiers further ones that they gave, by the pseudonym of the value; at most 500
 * @param apart who must not be joined with whom, since they were split
 * @param history newest first
 */
public record Identity(
    String cid,
    List<Member> members,
    long memberCount,
    List<Identifier> identifiers,
    List<Apart> apart,
    Page<Change> history) {

  /** A pseudonym of the customer. */
  public record Member(String cid, String kind, Instant since) {}

  /**
   * A further identifier.
   *
   * @param cid who gave it first
   */
  public record Identifier(String type, String value, String cid, Instant seenAt) {}

  /** Two who were split. */
  public record Apart(String one, String other, long split) {}

  /**
   * A merge or a split.
   *
   * @param kind sign-in, alias, identifier, rotation, operator or split
   * @param identifier its type, for kind identifier
   * @param one of the two that were said to be one person, or to be two
   * @param from the customer that ended, or that was left
   * @param into the customer that stayed, or that came of the split
   * @param at when it was said
   * @param recordedAt when it was stored
   * @param endedBy the split that undid it
   */
  public record Change(
      long id,
      String kind,
      String identifier,
      String one,
      String other,
      String from,
      String into,
      Instant at,
      Instant recordedAt,
      Long endedBy) {}
}
