package dev.parallax.ingestion.call;

import java.util.Locale;

/** Names of events as people mean them, whatever their case and what stands between the words. */
public final class EventNames {
  private EventNames() {}

  /**
   * What is the same for all spellings of a name: {@code order completed}, {@code Order_Completed}
   * and {@code OrderCompleted} have one key.
   */
  public static String key(String event) {
    String lower = event.toLowerCase(Locale.ROOT);
    StringBuilder key = new StringBuilder(lower.length());
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c != '_' && c != '.' && c != '-' && !isSpace(c)) {
        key.append(c);
      }
    }
    return key.toString();
  }

  private static boolean isSpace(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
