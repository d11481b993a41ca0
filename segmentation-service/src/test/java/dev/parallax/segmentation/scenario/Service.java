package dev.parallax.segmentation.scenario;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.testing.RealKafka;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The service as its neighbours see it: its log, its HTTP interface; and its database, to empty it.
 */
final class Service {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final LogProducer log;

  Service(LogProducer log) {
    this.log = log;
  }

  void send(List<ProducerRecord<String, byte[]>> records) {
    log.sendAll(records);
  }

  @SafeVarargs
  final void send(ProducerRecord<String, byte[]>... records) {
    log.sendAll(List.of(records));
  }

  static void empty() {
    try (var connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        var statement = connection.createStatement()) {
      statement.execute(
          "truncate customer, redirect, parted, erased_customer, purchase, rating, totals, catalog_item, stale, intake,"
              + " membership, model, job, inbox; update pass set model_id = null, reference = null,"
              + " at = null, position = null, catalog_changed = false, catalog_at = null");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A look into the database, where no interface tells. */
  static int number(String sql) {
    try (var connection =
            DriverManager.getConnection(RealPostgres.jdbcUrl(), "postgres", "postgres");
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static ValidatableResponse get(String path, Object... parameters) {
    return given()
        .header("Authorization", TestTokens.bearer("analyst"))
        .get(path, parameters)
        .then();
  }

  /** The segment of a customer who is in one. */
  static JsonPath segmentOf(String userId) {
    return get("/v1/customers/segment?userId={id}", userId).statusCode(200).extract().jsonPath();
  }

  static ValidatableResponse train(String body) {
    return given()
        .header("Authorization", TestTokens.bearer("marketer"))
        .contentType("application/json")
        .body(body)
        .post("/v1/segmentations")
        .then();
  }

  /** Trains and waits for the job; its result. */
  static JsonPath trained(String body) {
    String job = train(body).statusCode(202).extract().path("id");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                List.of("succeeded", "failed")
                    .contains(get("/v1/jobs/{id}", job).extract().<String>path("state")));
    JsonPath done = get("/v1/jobs/{id}", job).extract().jsonPath();
    if (!done.getString("state").equals("succeeded")) {
      throw new AssertionError(done.getString("error"));
    }
    return done.setRootPath("result");
  }

  static void awaitCount(String count, int expected) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(
                        get("/v1/segmentation/counts").extract().<Integer>path(count))
                    .isEqualTo(expected));
  }

  /** The same of what only the database tells. */
  static void awaitNumber(String sql, int expected) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> org.assertj.core.api.Assertions.assertThat(number(sql)).isEqualTo(expected));
  }

  /** Everything on a topic up to its present end. */
  static List<ConsumerRecord<String, byte[]>> read(String topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> reader =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", RealKafka.bootstrapServers(),
                "group.id", UUID.randomUUID().toString()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          reader.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      reader.assign(partitions);
      reader.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
        reader.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  /** What a topic has for a key, oldest first. */
  static List<ConsumerRecord<String, byte[]>> read(String topic, String key) {
    return read(topic).stream().filter(record -> key.equals(record.key())).toList();
  }

  /** How many rows a table has of a customer. */
  static int rows(String table, String cid) {
    return number("select count(*) from %s where cid = '%s'".formatted(table, cid));
  }
}
