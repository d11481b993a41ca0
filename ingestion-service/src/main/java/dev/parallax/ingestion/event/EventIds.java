package dev.parallax.ingestion.event;

import dev.parallax.kit.privacy.PersonalText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Makes event ids of message ids: the same message of the same source always has the same id, by
 * which consumers know repeats. The source is part of it, since two shops may number their messages
 * alike.
 */
public final class EventIds {
  private static final int LONGEST = 128;
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
        isPlain(messageId)
            && (userId == null || !messageId.contains(userId) || userId.length() < 4)
            && !PersonalText.isPersonal(messageId);
    return source + ":" + (harmless ? messageId : "h-" + hash(messageId));
  }

  private static boolean isPlain(String messageId) {
    if (messageId.isEmpty() || messageId.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < messageId.length(); i++) {
      char c = messageId.charAt(i);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "_.:/-".indexOf(c) >= 0;
      if (!plain) {
        return false;
      }
    }
    return true;
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
