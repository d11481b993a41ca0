package dev.parallax.bench.reference;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The least that Kafka itself takes: the same rows or questions without anything of ours. */
public final class BareKafka {

  private static final String TOPIC = "bench-reference";

  private final String broker;

  /**
   * @param broker {@code host:port}
   */
  public BareKafka(String broker) throws IOException {
    this.broker = broker;
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      if (!admin.listTopics().names().get().contains(TOPIC)) {
        admin.createTopics(List.of(new NewTopic(TOPIC, 6, (short) 1))).all().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("no topic for the reference", e);
    }
  }

  /**
   * Has a topic forget all but the last seconds of a long load, which would fill the disk.
   *
   * @param topic of the suite
   */
  public void keepLittle(String topic) throws IOException {
    String segment = Integer.toString(64 << 20);
    List<AlterConfigOp> changes =
        Stream.of(TopicConfig.RETENTION_BYTES_CONFIG, TopicConfig.SEGMENT_BYTES_CONFIG)
            .map(
                name -> new AlterConfigOp(new ConfigEntry(name, segment), AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      for (String one : List.of(topic, TOPIC)) {
        admin
            .incrementalAlterConfigs(
                Map.of(new ConfigResource(ConfigResource.Type.TOPIC, one), changes))
            .all()
            .get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("the broker does not take the retention of " + topic, e);
    }
  }

  /** Seconds to send the lines as they are, acknowledged by the broker ({@code acks=all}). */
  public double send(List<byte[]> lines) {
    try (KafkaProducer<String, byte[]> producer = producer(20)) {
      long began = System.nanoTime();
      for (byte[] line : lines) {
        producer.send(new ProducerRecord<>(TOPIC, line));
      }
      producer.flush();
      return (System.nanoTime() - began) / 1e9;
    }
  }

  /**
   * Microseconds from sending a record to reading it back, one after the other: what any decision
   * over the log takes at least, once on the way there; the way back doubles it.
   *
   * @param count how many
   */
  public long[] roundTrips(int count) {
    long[] micros = new long[count];
    try (KafkaProducer<String, byte[]> producer = producer(0);
        KafkaConsumer<String, byte[]> consumer = consumer()) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToEnd(List.of(partition));
      consumer.position(partition);
      for (int i = 0; i < count; i++) {
        long began = System.nanoTime();
        producer.send(new ProducerRecord<>(TOPIC, 0, "k", new byte[300]));
        while (consumer.poll(Duration.ofSeconds(5)).isEmpty()) {
          // asked again
        }
        micros[i] = (System.nanoTime() - began) / 1_000;
      }
    }
    return micros;
  }

  private KafkaProducer<String, byte[]> producer(int lingerMillis) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            "true",
            ProducerConfig.LINGER_MS_CONFIG,
            Integer.toString(lingerMillis)),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            broker,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            "false"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }
}
