package dev.parallax.kit.consume;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.service.ServiceIdentity;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads topics, each on a thread of its own, a batch at a time; a batch is committed once it has
 * been applied.
 *
 * <p>Plain Kafka and not a messaging channel: a channel makes an object with metadata of every
 * record and keeps book of each, though we only ever acknowledge whole batches. That took a third
 * of the processor time of a service that takes events in (docs/performance.md).
 *
 * <pre>{@code
 * void start(@Observes StartupEvent event, LogReaders readers) {
 *   readers.start(Topics.CUSTOMER_EVENTS, this::consume);
 * }
 * }</pre>
 */
@ApplicationScoped
public class LogReaders {
  private static final Duration PARTING = Duration.ofSeconds(5);
  private static final int FRESH_MILLIS = 15_000;

  private final ServiceIdentity service;
  private final ReadConfig config;
  private final MeterRegistry meters;
  private final String bootstrapServers;
  private final List<LogReader> readers = new CopyOnWriteArrayList<>();

  LogReaders(
      ServiceIdentity service,
      ReadConfig config,
      MeterRegistry meters,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.service = service;
    this.config = config;
    this.meters = meters;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Reads a topic from now until the service stops, as the group {@code <service>-<topic>}: each
   * topic has its own, so that none waits for another's rebalance. What is sent again for this
   * service alone ({@link Topics#replay}) comes the same way, as if it were of the topic.
   *
   * @param apply gets batches one after the other. What it throws is logged, and the batch comes
   *     again; {@link EventBatches} throws nothing but that the service stops
   */
  public void start(String topic, Consumer<ConsumerRecords<String, byte[]>> apply) {
    LogReader reader =
        new LogReader(
            topic,
            Topics.replay(topic, service.name()),
            settings(service.name() + "-" + topic),
            apply,
            config,
            meters);
    readers.add(reader);
    reader.start();
  }

  private Map<String, Object> settings(String group) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    // Fraud decides in transactions; of an aborted one nobody may hear.
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    // How soon the topic of a replay is found, once there is one.
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, FRESH_MILLIS);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.mostRecords());
    return settings;
  }

  void stop(@Observes ShutdownEvent event) {
    readers.forEach(LogReader::stop);
    long end = System.nanoTime() + PARTING.toNanos();
    readers.forEach(reader -> reader.awaitEnd(end - System.nanoTime()));
  }
}
