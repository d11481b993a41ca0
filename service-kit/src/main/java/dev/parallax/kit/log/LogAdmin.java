package dev.parallax.kit.log;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the broker about itself, by the one admin client of a service that needs one. */
@ApplicationScoped
public class LogAdmin {
  private static final int TIMEOUT_MILLIS = 10_000;

  /** Longer than the client's own, which says more of what is the matter. */
  private static final int PATIENCE_SECONDS = 15;

  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Admin admin;

  @Inject
  LogAdmin(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS));
  }

  void stop(@Observes ShutdownEvent event) {
    admin.close(CLOSING);
  }

  /**
   * Waits for the answer to one question.
   *
   * @throws LogUnavailableException when there is none in time, or it is an error, which then is
   *     the cause
   */
  public <T> T ask(Function<Admin, KafkaFuture<T>> question) {
    try {
      return question.apply(admin).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted", e);
    } catch (ExecutionException e) {
      throw new LogUnavailableException("no answer of the broker", e.getCause());
    } catch (TimeoutException e) {
      throw new LogUnavailableException("no answer of the broker", e);
    }
  }

  /**
   * The offsets that the next records of all partitions of some topics get.
   *
   * @throws LogUnavailableException when the broker does not answer
   */
  public Map<TopicPartition, Long> ends(Collection<String> topics) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    ask(client -> client.describeTopics(topics).allTopicNames())
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        p ->
                            asked.put(
                                new TopicPartition(name, p.partition()), OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    ask(client -> client.listOffsets(asked).all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /** Whether any broker answers within this time. */
  public boolean answers(Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    try {
      return !admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
          .nodes()
          .get(millis, TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
