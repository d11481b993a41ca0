package dev.parallax.kit.log;

import dev.parallax.contracts.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes the topics that are missing before anything reads them. Automatic creation by the broker
 * was rejected: it gives one partition and no compaction.
 */
@ApplicationScoped
class TopicProvisioner {
  private static final Logger LOG = Logger.getLogger(TopicProvisioner.class);
  private static final int TIMEOUT_SECONDS = 15;

  /** For who can do without. */
  private static final int SHORT_TIMEOUT_SECONDS = 3;

  private final LogConfig config;
  private final String bootstrapServers;
  private Thread later;

  TopicProvisioner(
      LogConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.config = config;
    this.bootstrapServers = bootstrapServers;
  }

  void provision(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent event) {
    if (!config.createTopics()) {
      return;
    }
    try {
      provision(config.requiredAtStart() ? TIMEOUT_SECONDS : SHORT_TIMEOUT_SECONDS);
    } catch (LogUnavailableException e) {
      if (config.requiredAtStart()) {
        throw e;
      }
      LOG.warnf("started without the broker, topics are made later cause=%s", e.getMessage());
      later = Thread.ofPlatform().name("topic-provisioner").daemon().start(this::keepTrying);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    if (later != null) {
      later.interrupt();
    }
  }

  private void keepTrying() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        provision(TIMEOUT_SECONDS);
        return;
      } catch (LogUnavailableException e) {
        LOG.debugf("topics are made later cause=%s", e.getMessage());
      }
    }
  }

  private void provision(int patienceSeconds) {
    try (Admin admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                patienceSeconds * 1000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                patienceSeconds * 1000))) {
      Set<String> present = admin.listTopics().names().get(patienceSeconds, TimeUnit.SECONDS);
      List<NewTopic> missing = wanted().stream().filter(t -> !present.contains(t.name())).toList();
      create(admin, missing);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new LogUnavailableException("no answer of the Kafka broker at " + bootstrapServers, e);
    }
  }

  private List<NewTopic> wanted() {
    List<NewTopic> topics = new ArrayList<>();
    for (Topics.Definition definition : Topics.all()) {
      topics.add(topic(definition.name()).configs(settings(definition.compacted())));
      topics.add(
          topic(Topics.deadLetter(definition.name()))
              .configs(
                  Map.of(
                      TopicConfig.RETENTION_MS_CONFIG,
                      Long.toString(config.retention().toMillis()),
                      TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                      Integer.toString(LogConfig.LARGEST_DEAD_LETTER_BYTES))));
    }
    return topics;
  }

  private Map<String, String> settings(boolean compacted) {
    String largest = Integer.toString(LogConfig.LARGEST_RECORD_BYTES);
    return compacted
        ? Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            Long.toString(config.compactedWithin().toMillis()),
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            largest)
        : Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(config.retention().toMillis()),
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            largest);
  }

  private NewTopic topic(String name) {
    Optional<Short> replication =
        config.replication() < 0 ? Optional.empty() : Optional.of(config.replication());
    return new NewTopic(name, Optional.of(config.partitions()), replication);
  }

  /**
   * One after the other answers: several services start at once and may win the race for a topic.
   */
  private static void create(Admin admin, List<NewTopic> missing)
      throws InterruptedException, TimeoutException, ExecutionException {
    if (missing.isEmpty()) {
      return;
    }
    var answers = admin.createTopics(missing).values();
    for (var answer : answers.entrySet()) {
      try {
        answer.getValue().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
    LOG.infof("topics made count=%d", missing.size());
  }
}
