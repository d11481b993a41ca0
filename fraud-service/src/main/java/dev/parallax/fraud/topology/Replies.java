package dev.parallax.fraud.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The headers by which a decision finds the call that waits for it. */
public final class Replies {
  /** Names the call. */
  public static final String CORRELATION_ID = "correlation-id";

  /** Names the replica that waits. */
  public static final String REPLY_TO = "reply-to";

  /** In place of a decision: why there is none. */
  public static final String REFUSED = "refused";

  private Replies() {}

  /** Marks a transaction as waited for. */
  public static void ask(Headers headers, String correlationId, String replyTo) {
    headers.add(CORRELATION_ID, correlationId.getBytes(StandardCharsets.UTF_8));
    headers.add(REPLY_TO, replyTo.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes the marks from the transaction over to its decision. */
  static void carry(Headers from, Headers to) {
    carry(CORRELATION_ID, from, to);
    carry(REPLY_TO, from, to);
  }

  static void refuse(Headers headers, String reason) {
    headers.add(REFUSED, reason.getBytes(StandardCharsets.UTF_8));
  }

  private static void carry(String name, Headers from, Headers to) {
    Header header = from.lastHeader(name);
    if (header != null) {
      to.add(header);
    }
  }

  /** Null where there is none. */
  public static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
  }
}
