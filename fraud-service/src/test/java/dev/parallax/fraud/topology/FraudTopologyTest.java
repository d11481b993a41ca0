package dev.parallax.fraud.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.log.LogConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;

class FraudTopologyTest extends TopologyFixture {
  @Test
  void decisionCarriesTheMarksOfTheCallThatWaits() {
    RecordHeaders headers = new RecordHeaders();
    Replies.ask(headers, "call-1", "replica-1");
    TransactionRecorded transaction = payment("k_1", NOW, "10", "T1", null, null);
    transactions.pipeInput(
        new TestRecord<>(transaction.key(), EventJson.write(transaction), headers));

    TestRecord<String, byte[]> decision = decisions.readRecord();
    assertThat(decision.key()).isEqualTo("k_1");
    assertThat(Replies.text(decision.headers(), Replies.CORRELATION_ID)).isEqualTo("call-1");
    assertThat(Replies.text(decision.headers(), "ce_type")).isEqualTo("dev.parallax.fraud-decided");
  }

  @Test
  void repeatIsAnsweredTheSameAndCountedOnce() {
    TransactionRecorded transaction = payment("k_1", NOW, "10", "T1", null, null);
    FraudDecided first = decide(transaction);
    FraudDecided again = decide(transaction);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.decidedAt()).isEqualTo(first.decidedAt());
    assertThat(decide(payment("k_1", NOW, "10", "T1", null, null)).features())
        .containsEntry("cardCount1d", 1.0);
  }

  @Test
  void idOfAnotherAccountIsRefusedAndTheCallThatWaitsHearsIt() {
    TransactionRecorded first = payment("k_1", NOW, "10", "T1", null, null);
    decide(first);
    RecordHeaders headers = new RecordHeaders();
    Replies.ask(headers, "call-1", "replica-1");
    String other = new String(EventJson.write(first), UTF_8).replace("k_1", "k_2");
    transactions.pipeInput(new TestRecord<>("k_2", other.getBytes(UTF_8), headers));

    TestRecord<String, byte[]> refusal = decisions.readRecord();
    assertThat(refusal.value()).isNull();
    assertThat(Replies.text(refusal.headers(), Replies.CORRELATION_ID)).isEqualTo("call-1");
    assertThat(Replies.text(refusal.headers(), Replies.REFUSED)).contains("another account");
    assertThat(reasonOfLetter(Topics.TRANSACTIONS)).startsWith("id is that of");
    assertThat(decide(payment("k_2", NOW, "10", "T1", null, null)).features())
        .containsEntry("cardCount1d", 0.0);
    assertThat(decide(first).account()).isEqualTo("k_1");
  }

  @Test
  void idOfAnotherAmountIsRefusedToo() {
    TransactionRecorded first = payment("k_1", NOW, "1", "T1", null, null);
    decide(first);
    RecordHeaders headers = new RecordHeaders();
    Replies.ask(headers, "call-1", "replica-1");
    String other = new String(EventJson.write(first), UTF_8);
    other = other.replaceFirst("\"amount\":1\\b", "\"amount\":9999");
    transactions.pipeInput(new TestRecord<>("k_1", other.getBytes(UTF_8), headers));

    TestRecord<String, byte[]> refusal = decisions.readRecord();
    assertThat(Replies.text(refusal.headers(), Replies.REFUSED)).contains("another amount");
    assertThat(reasonOfLetter(Topics.TRANSACTIONS)).startsWith("id is that of");
  }

  @Test
  void currencyWithoutARateIsPutAsideWithWhatToDo() {
    TransactionRecorded payment = payment("k_1", NOW, "500000", "T1", null, null, "VND");
    transactions.pipeInput("k_1", EventJson.write(payment));

    assertThat(decisions.isEmpty()).isTrue();
    assertThat(reasonOfLetter(Topics.TRANSACTIONS))
        .startsWith("currency VND has no reference rate; set parallax.");
  }

  @Test
  void terminalsFraudIsKnownToAnotherCardAWeekLater() {
    for (int i = 0; i < 4; i++) {
      TransactionRecorded fraud =
          payment("k_" + i, NOW.minus(DAY.multipliedBy(8)), "10", "T1", null, null);
      decide(fraud);
      if (i < 3) {
        labels.pipeInput(fraud.account(), label(fraud, true));
      }
    }
    driver.advanceWallClockTime(Duration.ofSeconds(2));

    assertThat(decide(payment("k_9", NOW, "10", "T1", null, null)).features())
        .containsEntry("terminalCount7d", 4.0)
        .containsEntry("terminalFraudRate7d", 0.75);
    assertThat(decide(payment("k_9", NOW, "10", "T2", null, null)).features())
        .containsEntry("terminalFraudRate7d", 0.0);
    assertThat(decide(payment("k_0", NOW, "10", "T2", null, null)).features())
        .containsEntry("cardFrauds30d", 1.0);
  }

  @Test
  void labelThatIsTakenBackIsForgotten() {
    TransactionRecorded payment =
        payment("k_1", NOW.minus(DAY.multipliedBy(8)), "10", "T1", null, null);
    decide(payment);
    labels.pipeInput("k_1", label(payment, true));
    labels.pipeInput("k_1", label(payment, true));
    labels.pipeInput("k_1", label(payment, false));
    driver.advanceWallClockTime(Duration.ofSeconds(2));

    assertThat(decide(payment("k_1", NOW, "10", "T1", null, null)).features())
        .containsEntry("terminalFraudRate7d", 0.0)
        .containsEntry("cardFrauds30d", 0.0);
  }

  @Test
  void deviceOfSeveralCardsIsSeenByTheNext() {
    for (int i = 0; i < 3; i++) {
      decide(payment("k_" + i, NOW.minus(DAY), "10", null, "d_1", null));
    }

    assertThat(decide(payment("k_9", NOW, "10", null, "d_1", null)).features())
        .containsEntry("deviceCards7d", 3.0);
    assertThat(decide(payment("k_0", NOW, "10", null, "d_1", null)).features())
        .containsEntry("deviceCards7d", 3.0)
        .containsEntry("newDevice", 0.0);
  }

  @Test
  void customerWhoObjectsIsNotProfiled() {
    profiles.pipeInput("c_1", EventJson.write(profile("c_1", false)));
    profiles.pipeInput("c_2", EventJson.write(profile("c_2", true)));
    for (int i = 0; i < 3; i++) {
      FraudDecided objecting = decide(payment("k_1", NOW, "10", "T1", null, "c_1"));
      FraudDecided consenting = decide(payment("k_2", NOW, "10", "T1", null, "c_2"));
      assertThat(objecting.features()).isEmpty();
      assertThat(consenting.features()).containsEntry("cardCount1d", (double) i);
    }
    // Erasure takes the objection away with the profile.
    profiles.pipeInput("c_1", (byte[]) null);
    decide(payment("k_1", NOW, "10", "T1", null, "c_1"));
    assertThat(decide(payment("k_1", NOW, "10", "T1", null, "c_1")).features())
        .containsEntry("cardCount1d", 1.0);
  }

  @Test
  void aProfileThatCannotBeReadIsAnObjectionAndStopsNothing() {
    profiles.pipeInput("c_1", new byte[] {'{'});
    decide(payment("k_1", NOW, "10", "T1", null, "c_1"));

    assertThat(decide(payment("k_1", NOW, "10", "T1", null, "c_1")).features()).isEmpty();
  }

  @Test
  void currenciesAreBroughtTogether() {
    TransactionRecorded dollars = payment("k_1", NOW, "10", null, null, null, "USD");

    assertThat(decide(dollars).features()).containsEntry("amount", 5.0);
  }

  @Test
  void unreadableAndEmptyRecordsAreSkippedAndTheRestIsDecided() {
    transactions.pipeInput("k_1", new byte[] {'{'});
    transactions.pipeInput("k_1", (byte[]) null);
    assertThat(reasonOfLetter(Topics.TRANSACTIONS)).startsWith("not valid JSON");
    labels.pipeInput("k_1", new byte[] {'{'});

    TestRecord<String, byte[]> letter =
        driver
            .createOutputTopic(
                Topics.deadLetter(Topics.FRAUD_LABELS),
                new StringDeserializer(),
                new ByteArrayDeserializer())
            .readRecord();
    assertThat(letter.value()).containsExactly('{');
    assertThat(new String(letter.headers().lastHeader("dlq_topic").value(), UTF_8))
        .isEqualTo(Topics.FRAUD_LABELS);
    assertThat(decide(payment("k_1", NOW, "10", null, null, null)).transactionId()).isNotBlank();
  }

  @Test
  void whatIsTooLargeForTheDeadLettersIsPutAsideWithoutItsValue() {
    transactions.pipeInput("k_1", new byte[LogConfig.LARGEST_RECORD_BYTES + 1]);

    TestRecord<String, byte[]> letter =
        driver
            .createOutputTopic(
                Topics.deadLetter(Topics.TRANSACTIONS),
                new StringDeserializer(),
                new ByteArrayDeserializer())
            .readRecord();
    assertThat(letter.value()).isNull();
    assertThat(letter.headers().lastHeader("dlq_left_out")).isNotNull();
  }

  @Test
  void repeatsAreForgottenAfterTheHorizonAndNotBefore() {
    Decided decided =
        new Decided(driver.getKeyValueStore(Names.DECIDED_STORE), laterBy(13), Duration.ofDays(14));
    TransactionRecorded transaction = payment("k_1", NOW, "10", null, null, null);
    decide(transaction);
    decided.sweep();
    assertThat(decided.find(transaction.id())).isNotNull();

    new Decided(driver.getKeyValueStore(Names.DECIDED_STORE), laterBy(15), Duration.ofDays(14))
        .sweep();
    assertThat(decided.find(transaction.id())).isNull();
  }

  private String reasonOfLetter(String topic) {
    return new String(
        driver
            .createOutputTopic(
                Topics.deadLetter(topic), new StringDeserializer(), new ByteArrayDeserializer())
            .readRecord()
            .headers()
            .lastHeader("dlq_reason")
            .value(),
        UTF_8);
  }

  private static Clock laterBy(int days) {
    return Clock.fixed(NOW.plus(DAY.multipliedBy(days)), ZoneOffset.UTC);
  }
}
