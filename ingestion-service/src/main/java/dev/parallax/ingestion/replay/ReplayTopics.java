package dev.parallax.ingestion.replay;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the broker who reads what, and makes the topics of replays. */
@ApplicationScoped
class ReplayTopics {
  private static final int SECONDS = 15;

  /** A replay is read within minutes; what it repeats is in the archive. */
  private static final String RETENTION_MILLIS = Long.toString(TimeUnit.DAYS.toMillis(1));

  private static final String LARGEST_RECORD = Integer.toString(8 * 1024 * 1024);

  private final String bootstrapServers;

  ReplayTopics(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  private interface Question<T> {
    T ask(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
  }

  /** Services with a group of their own for the topic, which is what listens for its replays. */
  List<String> readers(String topic) {
    String suffix = "-" + topic;
    return ask(
        admin ->
            admin.listGroups().all().get(SECONDS, TimeUnit.SECONDS).stream()
                .map(GroupListing::groupId)
                .filter(group -> group.endsWith(suffix))
                .map(group -> group.substring(0, group.length() - suffix.length()))
                .filter(service -> service.matches("[a-z]+"))
                .sorted()
                .toList());
  }

  /** With as many partitions as the topic it repeats: the same replica then gets the same keys. */
  String make(String topic, String service) {
    String replay = Topics.replay(topic, service);
    ask(
        admin -> {
          int partitions =
              admin
                  .describeTopics(List.of(topic))
                  .allTopicNames()
                  .get(SECONDS, TimeUnit.SECONDS)
                  .get(topic)
                  .partitions()
                  .size();
          try {
            admin
                .createTopics(
                    List.of(
                        new NewTopic(replay, Optional.of(partitions), Optional.empty())
                            .configs(
                                Map.of(
                                    TopicConfig.RETENTION_MS_CONFIG,
                                    RETENTION_MILLIS,
                                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                                    "LogAppendTime",
                                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                    LARGEST_RECORD))))
                .all()
                .get(SECONDS, TimeUnit.SECONDS);
          } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
              throw e;
            }
          }
          return null;
        });
    return replay;
  }

  private <T> T ask(Question<T> question) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      return question.ask(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new LogUnavailableException("no answer of the broker", e);
    }
  }
}
