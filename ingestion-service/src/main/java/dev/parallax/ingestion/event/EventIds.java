package dev.parallax.ingestion.event;

import dev.parallax.ingestion.privacy.PersonalText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes event ids of message ids: the same message of the same source always has the same id, by
 * which consumers know repeats. The source is part of it, since two shops may number their messages
 * alike.
 */
public final class EventIds {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/-]{1,128}");
  private static final int HASH_BYTES = 16;

  private EventIds() {}

  /**
   * @param messageId null when the sender gave none: then the message is new each time it is sent
   * @param userId must not show in the id; may be null
   */
  public static String of(String source, String messageId, String userId) {
    if (messageId == null) {
      return source + ":" + UUID.randomUUID();
    }
    boolean harmless =
        PLAIN.matcher(messageId).matches()
            && (userId == null || !messageId.contains(userId) || userId.length() < 4)
            && !PersonalText.isPersonal(messageId);
    return source + ":" + (harmless ? messageId : "h-" + hash(messageId));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
