package dev.parallax.fraud.topology;

import dev.parallax.fraud.feature.DeviceState;
import dev.parallax.fraud.feature.Sighting;
import dev.parallax.fraud.feature.TerminalState;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Keeps the state of terminals and devices and tells every replica. A terminal is told at most once
 * a second: its features look a week back, so nobody misses anything. Of devices only those are
 * told that more than one card was used on.
 */
final class SubjectProcessor implements Processor<String, byte[], String, byte[]> {
  private static final Duration TELL_EVERY = Duration.ofSeconds(1);

  private final Clock clock;
  private final Set<String> changed = new HashSet<>();
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> subjects;

  SubjectProcessor(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    this.subjects = context.getStateStore(Names.SUBJECT_STORE);
    findUntold(Views.of(context.getStateStore(Names.PROFILE_STORE)));
    context.schedule(TELL_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> tellChanged());
  }

  /**
   * What a task before this one had kept but not told when it ended. Looking once for it, here, was
   * chosen over a store of what is left to tell: that would cost two records on the log each time.
   */
  private void findUntold(ReadOnlyKeyValueStore<String, byte[]> told) {
    try (KeyValueIterator<String, byte[]> terminals =
        subjects.range(Names.FIRST_TERMINAL, Names.AFTER_TERMINALS)) {
      while (terminals.hasNext()) {
        KeyValue<String, byte[]> terminal = terminals.next();
        if (!Arrays.equals(terminal.value, told.get(terminal.key))) {
          changed.add(terminal.key);
        }
      }
    }
  }

  @Override
  public void process(Record<String, byte[]> record) {
    String subject = record.key();
    byte[] before = subjects.get(subject);
    switch (Sighting.of(record.value())) {
      case Sighting.TerminalPayment payment -> {
        TerminalState terminal = TerminalState.of(before);
        terminal.record(payment.day(), payment.amount());
        keep(subject, terminal);
      }
      case Sighting.TerminalLabel label -> {
        TerminalState terminal = TerminalState.of(before);
        terminal.label(label.day(), label.transaction(), label.fraud());
        keep(subject, terminal);
      }
      case Sighting.DeviceCardErased erased -> forget(subject, DeviceState.of(before), erased);
      case Sighting.DeviceUse use -> {
        DeviceState device = DeviceState.of(before);
        if (device.record(use.day(), use.card())) {
          subjects.put(subject, device.toBytes());
          if (device.isShared()) {
            tell(subject, device.toBytes());
          }
        }
      }
    }
  }

  private void forget(String subject, DeviceState device, Sighting.DeviceCardErased erased) {
    boolean told = device.isShared();
    if (!device.forget(erased.card())) {
      return;
    }
    byte[] left = device.isEmpty() ? null : device.toBytes();
    subjects.put(subject, left);
    if (told) {
      tell(subject, left);
    }
  }

  private void keep(String subject, TerminalState terminal) {
    subjects.put(subject, terminal.toBytes());
    changed.add(subject);
  }

  private void tellChanged() {
    for (String subject : changed) {
      tell(subject, subjects.get(subject));
    }
    changed.clear();
  }

  private void tell(String subject, byte[] state) {
    context.forward(new Record<>(subject, state, clock.millis()), Names.PROFILE_SINK);
  }
}
