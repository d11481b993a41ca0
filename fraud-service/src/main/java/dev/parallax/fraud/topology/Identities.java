package dev.parallax.fraud.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Who is the same customer, from the copy of fraud-links. A merge stands there twice: by the
 * pseudonym that ended, to find who it is now, and by the one that stays, to find who it was.
 * Neither depends on what else is known, so merges may come repeatedly and in any order.
 */
final class Identities {
  /** More than a person comes to, and few enough to look through within a decision. */
  private static final int MOST = 256;

  private static final String WAS = "<";
  private static final String AFTER_WAS = "=";

  private final ReadOnlyKeyValueStore<String, byte[]> links;

  Identities(ReadOnlyKeyValueStore<String, byte[]> links) {
    this.links = links;
  }

  /** The key under which {@code into} is found to have been {@code from} too. */
  static String was(String into, String from) {
    return into + WAS + from;
  }

  /** The pseudonym that a customer has by now; itself where it was never merged. */
  String current(String cid) {
    Set<String> seen = new LinkedHashSet<>();
    String now = cid;
    while (seen.add(now) && seen.size() < MOST) {
      byte[] next = links.get(now);
      if (next == null) {
        return now;
      }
      now = new String(next, UTF_8);
    }
    return now;
  }

  /** It and all that were merged into it, directly or by others. */
  Set<String> all(String current) {
    Set<String> all = new LinkedHashSet<>(Set.of(current));
    Deque<String> open = new ArrayDeque<>(all);
    while (!open.isEmpty() && all.size() < MOST) {
      String into = open.remove();
      try (KeyValueIterator<String, byte[]> was = links.range(into + WAS, into + AFTER_WAS)) {
        while (was.hasNext() && all.size() < MOST) {
          KeyValue<String, byte[]> one = was.next();
          String from = one.key.substring(into.length() + WAS.length());
          if (all.add(from)) {
            open.add(from);
          }
        }
      }
    }
    return all;
  }
}
