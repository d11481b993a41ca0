package dev.parallax.ingestion.event;

import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.util.List;
import java.util.UUID;

/**
 * Makes event ids of message ids: the same message of the same source always has the same id, by
 * which consumers know repeats. The source is part of it, since two shops may number their messages
 * alike.
 */
public final class EventIds {
  private static final int LONGEST = 128;
  private static final int SHORTEST_SEARCHED = 4;

  private EventIds() {}

  /**
   * @param messageId null when the sender gave none: then the message is new each time it is sent
   * @param identifiers real ids of a person, which must not show in the id
   */
  public static String of(
      Pseudonyms pseudonyms, String source, String messageId, List<String> identifiers) {
    if (messageId == null) {
      return source + ":" + UUID.randomUUID();
    }
    boolean harmless =
        isPlain(messageId)
            && identifiers.stream().noneMatch(id -> names(messageId, id))
            && !PersonalText.isPersonal(messageId);
    return source + ":" + (harmless ? messageId : pseudonyms.message(messageId));
  }

  private static boolean names(String messageId, String identifier) {
    return messageId.equals(identifier)
        || (identifier.length() >= SHORTEST_SEARCHED && messageId.contains(identifier));
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
}
