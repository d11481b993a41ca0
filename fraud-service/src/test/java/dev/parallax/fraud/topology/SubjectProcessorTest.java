package dev.parallax.fraud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.fraud.feature.Sighting;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** What a task tells of terminals when another went before it and ended between two tellings. */
class SubjectProcessorTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-20T12:00:00Z"), ZoneOffset.UTC);
  private static final int DAY = 20_532;
  private static final String TERMINAL = Names.terminal("T1");
  private static final String DEVICE = Names.device("d_1");

  private final KeyValueStore<String, byte[]> subjects = store(Names.SUBJECT_STORE);
  private final KeyValueStore<String, byte[]> profiles = store(Names.PROFILE_STORE);

  @Test
  void terminalThatACrashKeptUntoldIsToldByTheNextTask() {
    Task crashed = new Task();
    crashed.see(TERMINAL, new Sighting.TerminalPayment(DAY, 10));
    assertThat(crashed.told()).isEmpty();

    Task next = new Task();
    next.aSecondPasses();

    assertThat(next.told()).containsExactly(TERMINAL);
    assertThat(profiles.get(TERMINAL)).isEqualTo(subjects.get(TERMINAL));
  }

  @Test
  void terminalThatWasToldIsNotToldAgain() {
    Task before = new Task();
    before.see(TERMINAL, new Sighting.TerminalPayment(DAY, 10));
    before.aSecondPasses();

    Task next = new Task();
    next.aSecondPasses();

    assertThat(before.told()).containsExactly(TERMINAL);
    assertThat(next.told()).isEmpty();
  }

  @Test
  void deviceOfOneCardIsNotToldAfterACrashEither() {
    new Task().see(DEVICE, new Sighting.DeviceUse(DAY, 7));

    Task next = new Task();
    next.aSecondPasses();

    assertThat(subjects.get(DEVICE)).isNotNull();
    assertThat(next.told()).isEmpty();
  }

  private static KeyValueStore<String, byte[]> store(String name) {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    return store;
  }

  /** A processor that knows nothing but what the stores hold. */
  private final class Task {
    private final MockProcessorContext<String, byte[]> context = new MockProcessorContext<>();
    private final SubjectProcessor processor = new SubjectProcessor(CLOCK);

    Task() {
      context.addStateStore(subjects);
      context.addStateStore(profiles);
      processor.init(context);
    }

    void see(String subject, Sighting sighting) {
      processor.process(new Record<>(subject, sighting.toBytes(), CLOCK.millis()));
    }

    /** What is told arrives in the copy. */
    void aSecondPasses() {
      context.scheduledPunctuators().getFirst().getPunctuator().punctuate(CLOCK.millis());
      context.forwarded().forEach(f -> profiles.put(f.record().key(), f.record().value()));
    }

    List<String> told() {
      return context.forwarded().stream().<String>map(f -> f.record().key()).toList();
    }
  }
}
