package dev.parallax.fraud.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.wire.EventJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An objection holds under every pseudonym of the customer who made it. */
class ObjectionTest extends TopologyFixture {
  private static final List<String> CHAIN = List.of("c_1", "c_2", "c_3", "c_4");

  @Test
  void objectionBeforeAMergeHoldsUnderBothIds() {
    profiles.pipeInput("c_1", EventJson.write(profile("c_1", false)));
    assertThat(isProfiled("c_2")).isTrue();

    merge("c_1", "c_2");

    assertThat(isProfiled("c_1")).isFalse();
    assertThat(isProfiled("c_2")).isFalse();
    assertThat(isProfiled("c_3")).isTrue();
  }

  @Test
  void objectionAfterAMergeHoldsUnderTheOldIdToo() {
    merge("c_1", "c_2");
    assertThat(isProfiled("c_1")).isTrue();

    profiles.pipeInput("c_2", EventJson.write(profile("c_2", false)));

    assertThat(isProfiled("c_1")).isFalse();
    assertThat(isProfiled("c_2")).isFalse();
  }

  @Test
  void answerOfTheIdThatStaysCounts() {
    profiles.pipeInput("c_1", EventJson.write(profile("c_1", false)));
    merge("c_1", "c_2");

    profiles.pipeInput("c_2", EventJson.write(profile("c_2", true)));

    assertThat(isProfiled("c_1")).isTrue();
    assertThat(isProfiled("c_2")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c_1", "c_2", "c_3", "c_4"})
  void chainOfMergesIsFollowedWhicheverOrderTheyComeInAndHoweverOften(String objecting) {
    List<Integer> steps = new ArrayList<>(List.of(0, 1, 2, 0, 1, 2, 2));
    Collections.shuffle(steps, new Random(objecting.hashCode()));
    steps.forEach(step -> merge(CHAIN.get(step), CHAIN.get(step + 1)));

    profiles.pipeInput(objecting, EventJson.write(profile(objecting, false)));

    assertThat(CHAIN).noneMatch(this::isProfiled);
    assertThat(isProfiled("c_5")).isTrue();
  }

  @Test
  void mergesInACircleEnd() {
    merge("c_1", "c_2");
    merge("c_2", "c_1");
    assertThat(isProfiled("c_1")).isTrue();

    profiles.pipeInput("c_2", EventJson.write(profile("c_2", false)));

    assertThat(isProfiled("c_1")).isFalse();
    assertThat(isProfiled("c_2")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void anObjectionEndsAtASplitInWhateverOrderMergesAndSplitAreHeardOf(int seed) {
    List<Runnable> words =
        new ArrayList<>(
            List.of(
                () -> merge("c_1", "c_2", 1),
                () -> merge("c_2", "c_3", 2),
                () -> split("c_3", "c_1", List.of("c_1", "c_2"), 3),
                () -> merge("c_9", "c_3", 4)));
    Collections.shuffle(words, new Random(seed));
    words.forEach(Runnable::run);

    profiles.pipeInput("c_3", EventJson.write(profile("c_3", false)));

    assertThat(isProfiled("c_1")).isTrue();
    assertThat(isProfiled("c_2")).isTrue();
    assertThat(isProfiled("c_9")).isFalse();
    profiles.pipeInput("c_2", EventJson.write(profile("c_2", false)));
    assertThat(isProfiled("c_1")).isFalse();
    merge("c_1", "c_4", 5);
    assertThat(isProfiled("c_4")).isFalse();
  }

  @Test
  void unreadableMergeIsPutAside() {
    input(Topics.IDENTITY_MERGES).pipeInput("c_1", new byte[] {'{'});

    TestRecord<String, byte[]> letter =
        driver
            .createOutputTopic(
                Topics.deadLetter(Topics.IDENTITY_MERGES),
                new StringDeserializer(),
                new ByteArrayDeserializer())
            .readRecord();
    assertThat(letter.key()).isEqualTo("c_1");
    assertThat(new String(letter.headers().lastHeader("dlq_reason").value(), UTF_8)).isNotBlank();
  }

  /** Whether a payment of this customer's card leaves anything for the next. */
  private boolean isProfiled(String cid) {
    String account = "k_" + cid;
    decide(payment(account, NOW, "10", "T1", null, cid));
    return decide(payment(account, NOW, "10", "T1", null, cid))
            .features()
            .getOrDefault("cardCount1d", 0.0)
        > 0;
  }

  private void merge(String from, String into) {
    merge(from, into, 0);
  }

  private void merge(String from, String into, long version) {
    input(Topics.IDENTITY_MERGES)
        .pipeInput(
            from,
            EventJson.write(new IdentitiesMerged("merge:" + from, from, into, NOW, NOW, version)));
  }

  private void split(String from, String into, List<String> members, long version) {
    input(Topics.IDENTITY_SPLITS)
        .pipeInput(
            into,
            EventJson.write(
                new IdentitiesSplit("split:" + version, from, into, members, null, NOW, version)));
  }
}
