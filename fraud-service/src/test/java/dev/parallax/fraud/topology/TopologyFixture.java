package dev.parallax.fraud.topology;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.fraud.FraudLabelled;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.fraud.rule.RuleSet;
import dev.parallax.fraud.verdict.Decider;
import dev.parallax.fraud.verdict.ReferenceRates;
import dev.parallax.fraud.verdict.Scoring;
import dev.parallax.fraud.verdict.Thresholds;
import dev.parallax.kit.consent.ConsentPolicy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The topology with its real stores, without a broker. */
abstract class TopologyFixture {
  static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
  static final Duration DAY = Duration.ofDays(1);

  @TempDir Path stateDir;

  TopologyTestDriver driver;
  TestInputTopic<String, byte[]> transactions;
  TestInputTopic<String, byte[]> labels;
  TestInputTopic<String, byte[]> profiles;
  TestOutputTopic<String, byte[]> decisions;
  private int next;

  @BeforeEach
  void start() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
    Decision decision =
        new Decision(
            () -> Scoring.rulesOnly(RuleSet.EMPTY),
            new Decider(new Thresholds(0.2, 0.6), 0.01, rule -> {}),
            new ReferenceRates(Map.of("EUR", 1.0, "USD", 0.5)),
            new ConsentPolicy(Set.of()),
            Clock.fixed(NOW, ZoneOffset.UTC),
            Duration.ofDays(14));
    driver = new TopologyTestDriver(FraudTopology.build(decision), properties, NOW);
    transactions = input(Topics.TRANSACTIONS);
    labels = input(Topics.FRAUD_LABELS);
    profiles = input(Topics.CUSTOMER_PROFILES);
    decisions =
        driver.createOutputTopic(
            Topics.FRAUD_DECISIONS, new StringDeserializer(), new ByteArrayDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  TestInputTopic<String, byte[]> input(String topic) {
    return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
  }

  FraudDecided decide(TransactionRecorded transaction) {
    transactions.pipeInput(transaction.key(), EventJson.write(transaction));
    return EventJson.read(decisions.readRecord().value(), FraudDecided.class);
  }

  TransactionRecorded payment(
      String account, Instant at, String amount, String terminal, String device, String cid) {
    return payment(account, at, amount, terminal, device, cid, "EUR");
  }

  TransactionRecorded payment(
      String account,
      Instant at,
      String amount,
      String terminal,
      String device,
      String cid,
      String currency) {
    return new TransactionRecorded(
        "t" + next++,
        cid,
        account,
        null,
        new BigDecimal(amount),
        currency,
        terminal,
        device,
        null,
        null,
        null,
        at,
        at,
        "test");
  }

  static byte[] label(TransactionRecorded transaction, boolean fraud) {
    return EventJson.write(
        new FraudLabelled(
            "l-" + transaction.id() + fraud,
            transaction.id(),
            transaction.account(),
            fraud,
            FraudLabelled.Origin.ANALYST,
            NOW,
            transaction.terminal(),
            transaction.occurredAt()));
  }

  static CustomerProfileChanged profile(String cid, boolean allowed) {
    return new CustomerProfileChanged(
        "p-" + cid, cid, Map.of(), Map.of(Purpose.FRAUD_PREVENTION, allowed), NOW);
  }
}
