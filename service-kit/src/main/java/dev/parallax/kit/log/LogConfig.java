package dev.parallax.kit.log;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** {@code parallax.log.*}. */
@ConfigMapping(prefix = "parallax.log")
public interface LogConfig {
  /**
   * The largest record, as producers and topics know it: an order of some ten thousand lines. The
   * broker's own default of 1 MiB would turn such an order into an outage that never ends.
   */
  int LARGEST_RECORD_BYTES = 8 * 1024 * 1024;

  /**
   * The same for dead letters: a record that is just not too large gets headers that say what is
   * wrong with it.
   */
  int LARGEST_DEAD_LETTER_BYTES = LARGEST_RECORD_BYTES + 64 * 1024;

  /** Whether a service makes the topics that are missing when it starts. */
  @WithDefault("true")
  boolean createTopics();

  /** Partitions of a topic that we make. */
  @WithDefault("6")
  int partitions();

  /** Copies of a topic that we make; -1 takes the broker's default. */
  @WithDefault("-1")
  short replication();

  /**
   * How long events stay in a topic that we make: what they say of an erased customer is there,
   * under the pseudonym, until then. A service that is away for longer misses events.
   */
  @WithDefault("7d")
  Duration retention();

  /**
   * How long what a later record replaced, or a tombstone took away, may stay in a compacted topic
   * that we make. The broker's own default is for ever, as long as nothing else comes.
   */
  @WithDefault("7d")
  Duration compactedWithin();

  /** How long a batch waits for more records. */
  @WithDefault("2ms")
  Duration linger();

  /** After this long without an answer of the broker a record counts as not written. */
  @WithDefault("10s")
  Duration deliveryTimeout();

  /**
   * What may wait in memory to be sent. Whoever has more waits for room, half the delivery timeout
   * at most, so that a slow broker slows its callers and does not fill the heap.
   */
  @WithDefault("32M")
  MemorySize buffer();

  /**
   * Whether a service needs the broker to start. One that does not makes missing topics as soon as
   * the broker is there.
   */
  @WithDefault("true")
  boolean requiredAtStart();
}
