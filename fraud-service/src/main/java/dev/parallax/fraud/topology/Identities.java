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
 * pseudonym that ended, to find who it is now, and by the one that stays, to find who it was. A
 * split has a key of its own for each pseudonym. None depends on what else is known, so merges and
 * splits may come repeatedly and in any order.
 */
final class Identities {
  /** More than a person comes to, and few enough to look through within a decision. */
  private static final int MOST = 256;

  private static final String WAS = "<";
  private static final String AFTER_WAS = "=";
  private static final String SPLIT = "!";
  private static final char SINCE = '@';

  private final ReadOnlyKeyValueStore<String, byte[]> links;

  Identities(ReadOnlyKeyValueStore<String, byte[]> links) {
    this.links = links;
  }

  /** The key under which {@code into} is found to have been {@code from} too. */
  static String was(String into, String from) {
    return into + WAS + from;
  }

  /** The key under which a pseudonym's last split is kept, apart from its merges. */
  static String split(String cid) {
    return cid + SPLIT;
  }

  /** Who somebody is, and the version of the merge or split that says so. */
  static byte[] value(String into, long version) {
    return (into + SINCE + version).getBytes(UTF_8);
  }

  /** The pseudonym that a customer has by now; itself where it was never merged. */
  String current(String cid) {
    Set<String> seen = new LinkedHashSet<>();
    String now = cid;
    while (seen.add(now) && seen.size() < MOST) {
      String next = next(now);
      if (next.equals(now)) {
        return now;
      }
      now = next;
    }
    return now;
  }

  /** By its last merge or, if that is of a later version, its last split. */
  private String next(String cid) {
    byte[] merge = links.get(cid);
    byte[] split = links.get(split(cid));
    if (merge == null && split == null) {
      return cid;
    }
    return into(version(split) > version(merge) ? split : merge);
  }

  private static String into(byte[] link) {
    String text = new String(link, UTF_8);
    int since = text.indexOf(SINCE);
    return since < 0 ? text : text.substring(0, since);
  }

  /** Links of the time before there were splits have none. */
  private static long version(byte[] link) {
    if (link == null) {
      return -1;
    }
    String text = new String(link, UTF_8);
    int since = text.indexOf(SINCE);
    return since < 0 ? 0 : Long.parseLong(text.substring(since + 1));
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
          if (next(from).equals(into) && all.add(from)) { // Not split since.
            open.add(from);
          }
        }
      }
    }
    return all;
  }
}
