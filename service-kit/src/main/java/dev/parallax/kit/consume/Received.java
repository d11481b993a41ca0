package dev.parallax.kit.consume;

/**
 * A record of a compacted topic.
 *
 * @param event null for a tombstone: the key is gone
 */
public record Received<T>(String key, T event) {
  public boolean isTombstone() {
    return event == null;
  }
}
