package dev.parallax.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.local.process.Ports;
import dev.parallax.local.process.StartedMain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerComponentTest {

  @TempDir Path data;

  @Test
  void whatWasAcknowledgedIsThereAfterAKillAndARestart() throws Exception {
    Ports ports = new Ports();
    int port = ports.take(ThreadLocalRandom.current().nextInt(21_000, 28_000));
    int controller = ports.take(port + 1);
    try (StartedMain broker = broker(port, controller)) {
      createTopic(port, "visits");
      produce(port, "visits", List.of("first", "second"));
      broker.kill();
    }
    // Another controller port: the next start may find the old one taken.
    try (StartedMain broker = broker(port, ports.take(controller + 1))) {
      assertThat(broker.handle().isAlive()).isTrue();
      assertThat(consume(port, "visits", 2)).containsExactly("first", "second");
      try (ConsumerLag lag = new ConsumerLag("127.0.0.1:" + port)) {
        assertThat(lag.now()).as("all of the group's records are committed").isZero();
        produce(port, "visits", List.of("third"));
        assertThat(lag.now()).as("one record more").isEqualTo(1);
      }
      assertThatThrownBy(() -> produce(port, "misspelt", List.of("lost")))
          .as("a topic that nobody made is not made by accident")
          .isInstanceOf(ExecutionException.class);
    }
  }

  private StartedMain broker(int port, int controller) throws Exception {
    return StartedMain.ready(
        BrokerMain.class,
        Map.of(),
        "--data",
        data.toString(),
        "--port",
        Integer.toString(port),
        "--controller-port",
        Integer.toString(controller),
        "--exit-with-parent");
  }

  private static void createTopic(int port, String name) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", "localhost:" + port))) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
    }
  }

  private static void produce(int port, String topic, List<String> values) throws Exception {
    Map<String, Object> config =
        Map.of("bootstrap.servers", "localhost:" + port, "acks", "all", "max.block.ms", 3_000);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (String value : values) {
        producer.send(new ProducerRecord<>(topic, value)).get();
      }
    }
  }

  private static List<String> consume(int port, String topic, int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            "localhost:" + port,
            "group.id",
            "reader",
            "auto.offset.reset",
            "earliest");
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (values.size() < count && System.nanoTime() - end < 0) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
      consumer.commitSync();
    }
    return values;
  }
}
