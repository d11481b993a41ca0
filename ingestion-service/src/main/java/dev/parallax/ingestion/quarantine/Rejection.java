package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Required;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.validation.Nul;
import dev.parallax.kit.privacy.PersonalText;
import java.time.Instant;
import java.util.List;

/**
 * One input that was not taken in.
 *
 * @param kind what it should have been: track, batch, transaction, row, …
 * @param mistakes at least one; the first is the one it is listed under
 * @param messageId the sender's, null where there is none or where it holds personal data
 * @param importId the job it came with, null for HTTP
 * @param row within the import's file, from 1; null for HTTP
 * @param mapping by which the import reads its rows; null for HTTP
 * @param size of the whole input in bytes
 * @param payload the input as it came; null when it is larger than what is kept
 * @param envelope what the batch says for all its calls, as JSON; null for what was no call of a
 *     batch
 * @param authority how far its sender was believed about people, and is when it is replayed
 * @param mapped what its mapping made of the payload, as far as it came; null where the payload is
 *     read as it is
 */
public record Rejection(
    String source,
    String kind,
    List<Mistake> mistakes,
    String messageId,
    String importId,
    Long row,
    String mapping,
    Instant receivedAt,
    long size,
    byte[] payload,
    byte[] envelope,
    Authority authority,
    ObjectNode mapped) {
  private static final int LONGEST_MESSAGE_ID = 128;

  public Rejection {
    Required.text("source", source);
    Required.text("kind", kind);
    Required.value("receivedAt", receivedAt);
    Required.value("authority", authority);
    mistakes = List.copyOf(mistakes);
    if (mistakes.isEmpty()) {
      throw new IllegalArgumentException("mistakes must not be empty");
    }
    if (messageId != null
        && (messageId.length() > LONGEST_MESSAGE_ID
            || Nul.isIn(messageId)
            || PersonalText.isPersonal(messageId))) {
      messageId = null;
    }
  }

  /** The same of a sender who is believed so far. */
  public Rejection withAuthority(Authority believed) {
    return new Rejection(
        source,
        kind,
        mistakes,
        messageId,
        importId,
        row,
        mapping,
        receivedAt,
        size,
        payload,
        envelope,
        believed,
        mapped);
  }

  /** One that came by HTTP. */
  public static Rejection ofRequest(
      String source,
      String kind,
      List<Mistake> mistakes,
      String messageId,
      Instant receivedAt,
      byte[] payload) {
    return ofBatch(source, kind, mistakes, messageId, receivedAt, payload, null);
  }

  /** A call of a batch. */
  public static Rejection ofBatch(
      String source,
      String kind,
      List<Mistake> mistakes,
      String messageId,
      Instant receivedAt,
      byte[] payload,
      byte[] envelope) {
    return new Rejection(
        source,
        kind,
        mistakes,
        messageId,
        null,
        null,
        null,
        receivedAt,
        payload.length,
        payload,
        envelope,
        Authority.VISITOR,
        null);
  }

  /**
   * A body of which not all was read.
   *
   * @param payload null when it is larger than what is kept
   */
  public static Rejection ofBody(
      String source, String kind, Mistake mistake, Instant receivedAt, long size, byte[] payload) {
    return new Rejection(
        source,
        kind,
        List.of(mistake),
        null,
        null,
        null,
        null,
        receivedAt,
        size,
        payload,
        null,
        Authority.VISITOR,
        null);
  }
}
