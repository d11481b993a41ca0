package dev.parallax.fraud.topology;

import dev.parallax.kit.log.LogConfig;
import dev.parallax.kit.log.LogUnavailableException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the topics that are the topology's own, before it starts. */
@ApplicationScoped
class StateTopics {
  private static final int TIMEOUT_SECONDS = 15;
  private static final String ONE_DAY_MILLIS = "86400000";

  private final LogConfig config;
  private final String bootstrapServers;

  StateTopics(
      LogConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.config = config;
    this.bootstrapServers = bootstrapServers;
  }

  void provision(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    if (!config.createTopics()) {
      return;
    }
    List<NewTopic> topics =
        List.of(
            topic(Names.SIGHTINGS, TopicConfig.RETENTION_MS_CONFIG, ONE_DAY_MILLIS),
            topic(Names.ERASURES, TopicConfig.RETENTION_MS_CONFIG, ONE_DAY_MILLIS),
            compacted(Names.PROFILES),
            compacted(Names.LINKS),
            compacted(Names.ERASED));
    try (Admin admin =
        Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      for (KafkaFuture<Void> made : admin.createTopics(topics).values().values()) {
        await(made);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new LogUnavailableException("no answer of the Kafka broker at " + bootstrapServers, e);
    }
  }

  private static void await(KafkaFuture<Void> made)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      made.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private NewTopic compacted(String name) {
    return topic(name, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
  }

  private NewTopic topic(String name, String setting, String value) {
    Optional<Short> replication =
        config.replication() < 0 ? Optional.empty() : Optional.of(config.replication());
    return new NewTopic(name, Optional.of(config.partitions()), replication)
        .configs(Map.of(setting, value));
  }
}
