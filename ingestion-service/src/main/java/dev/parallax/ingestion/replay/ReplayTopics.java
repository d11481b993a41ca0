package dev.parallax.ingestion.replay;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.log.LogAdmin;
import dev.parallax.kit.log.LogUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Asks the broker who reads what, and makes the topics of replays. */
@ApplicationScoped
class ReplayTopics {
  /** A replay is read within minutes; what it repeats is in the archive. */
  private static final String RETENTION_MILLIS = Long.toString(TimeUnit.DAYS.toMillis(1));

  private static final String LARGEST_RECORD = Integer.toString(8 * 1024 * 1024);

  private final LogAdmin log;

  ReplayTopics(LogAdmin log) {
    this.log = log;
  }

  /** Services with a group of their own for the topic, which is what listens for its replays. */
  List<String> readers(String topic) {
    String suffix = "-" + topic;
    return log.ask(admin -> admin.listGroups().all()).stream()
        .map(GroupListing::groupId)
        .filter(group -> group.endsWith(suffix))
        .map(group -> group.substring(0, group.length() - suffix.length()))
        .filter(service -> service.matches("[a-z]+"))
        .sorted()
        .toList();
  }

  /** With as many partitions as the topic it repeats: the same replica then gets the same keys. */
  String make(String topic, String service) {
    String replay = Topics.replay(topic, service);
    int partitions =
        log.ask(admin -> admin.describeTopics(List.of(topic)).allTopicNames())
            .get(topic)
            .partitions()
            .size();
    NewTopic made =
        new NewTopic(replay, Optional.of(partitions), Optional.empty())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    RETENTION_MILLIS,
                    TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                    "LogAppendTime",
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    LARGEST_RECORD));
    try {
      log.ask(admin -> admin.createTopics(List.of(made)).all());
    } catch (LogUnavailableException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
    return replay;
  }
}
