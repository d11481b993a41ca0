package dev.parallax.fraud.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every feature against the same number computed plainly from the whole list. */
class FeaturesTest {
  @Property(tries = 150, seed = "20260101")
  void vectorsEqualBruteForce(@ForAll long seed, @ForAll @IntRange(min = 1, max = 150) int size) {
    List<Payment> before = new ArrayList<>();
    Set<String> frauds = new HashSet<>();
    Map<String, CardState> cards = new HashMap<>();
    Map<String, TerminalState> terminals = new HashMap<>();
    Map<String, DeviceState> devices = new HashMap<>();
    for (Payment payment : Timeline.ordered(seed, size)) {
      CardState card = cards.getOrDefault(payment.account(), new CardState());
      TerminalState terminal = terminals.getOrDefault(payment.terminal(), new TerminalState());
      DeviceState device = devices.getOrDefault(payment.device(), new DeviceState());

      double[] vector = Features.of(payment, card, terminal, device);

      double[] expected = new BruteForce(before, frauds).vector(payment);
      for (int i = 0; i < vector.length; i++) {
        assertThat(vector[i]).as(Feature.at(i).name()).isCloseTo(expected[i], within(1e-6));
      }
      before.add(payment);
      boolean fraud = Math.floorMod(Fingerprint.of(payment.id()), 3) == 0;
      if (fraud) {
        frauds.add(payment.id());
      }
      card.record(payment);
      card.label(payment.day(), Fingerprint.of(payment.id()), fraud);
      // Through bytes each time, as the store does.
      cards.put(payment.account(), CardState.of(card.toBytes()));
      if (payment.terminal() != null) {
        terminal.record(payment.day(), payment.amount());
        terminal.label(payment.day(), Fingerprint.of(payment.id()), fraud);
        terminals.put(payment.terminal(), TerminalState.of(terminal.toBytes()));
      }
      if (payment.device() != null) {
        device.record(payment.day(), Fingerprint.of(payment.account()));
        devices.put(payment.device(), DeviceState.of(device.toBytes()));
      }
    }
  }

  @Property(tries = 150, seed = "20260101")
  void lateAndRepeatedOrderNeverGivesAnInfiniteOrNegativeFeature(@ForAll long seed) {
    CardState card = new CardState();
    for (Payment payment : Timeline.disordered(seed, 120)) {
      double[] vector = Features.of(payment, card, new TerminalState(), new DeviceState());
      for (double value : vector) {
        assertThat(value).isFinite();
      }
      assertThat(Feature.SECONDS_SINCE_LAST.of(vector)).isNotNegative();
      card.record(payment);
    }
  }

  @Test
  void lateOneIsComparedOnlyWithWhatLiesBeforeIt() {
    CardState card = new CardState();
    long start = 20_000L * Payment.SECONDS_PER_DAY + 3_600;
    card.record(at(start + 100_000, "T2", "FR"));

    double[] first = vector(card, at(start, "T1", "DE"));
    assertThat(Feature.NEW_CARD.of(first)).isOne();
    assertThat(Feature.NEW_TERMINAL.of(first)).isZero();
    assertThat(Feature.OTHER_COUNTRY.of(first)).isZero();
    assertThat(Feature.SECONDS_SINCE_LAST.of(first)).isEqualTo(30 * 86_400);

    card.record(at(start, "T1", "DE"));
    double[] between = vector(CardState.of(card.toBytes()), at(start + 500, "T3", "ES"));
    assertThat(Feature.NEW_CARD.of(between)).isZero();
    // That payment is older than a day now and known by its day only.
    assertThat(Feature.SECONDS_SINCE_LAST.of(between)).isBetween(0.0, 500.0);
    card.record(at(start + 99_000, "T3", "ES"));
    double[] last = vector(card, at(start + 99_600, "T3", "ES"));
    assertThat(Feature.SECONDS_SINCE_LAST.of(last)).isEqualTo(600);
  }

  @Test
  void stateOfTheFirstVersionIsStillRead() {
    CardState card = new CardState();
    card.record(at(1_000_000, "T1", "DE"));
    byte[] now = card.toBytes();
    byte[] before = new byte[now.length - Long.BYTES];
    before[0] = 1;
    System.arraycopy(now, 1 + Long.BYTES, before, 1, before.length - 1);

    double[] vector = vector(CardState.of(before), at(1_000_600, "T1", "DE"));
    assertThat(Feature.NEW_CARD.of(vector)).isZero();
    assertThat(Feature.SECONDS_SINCE_LAST.of(vector)).isEqualTo(600);
    double[] late = vector(CardState.of(before), at(999_000, "T1", "DE"));
    assertThat(Feature.SECONDS_SINCE_LAST.of(late)).isEqualTo(30 * 86_400);
  }

  private static Payment at(long epochSecond, String terminal, String country) {
    return new Payment("t", "k", 10, terminal, null, country, null, epochSecond);
  }

  private static double[] vector(CardState card, Payment payment) {
    return Features.of(payment, card, new TerminalState(), new DeviceState());
  }

  @Property(tries = 100, seed = "20260101")
  void orderOfArrivalWithinTheHorizonDoesNotChangeWhatIsKnownAfterwards(@ForAll long seed) {
    CardState inOrder = new CardState();
    CardState disordered = new CardState();
    List<Payment> payments = Timeline.ordered(seed, 60);
    payments.forEach(inOrder::record);
    Timeline.disordered(seed, 60).forEach(disordered::record);
    int today = payments.getLast().day();
    long now = payments.getLast().epochSecond();

    for (int days : new int[] {1, 7, 30}) {
      Totals expected = inOrder.ofDays(days, today);
      Totals actual = disordered.ofDays(days, today);
      assertThat(actual.count()).isEqualTo(expected.count());
      assertThat(actual.sum()).isCloseTo(expected.sum(), within(1e-6));
    }
    assertThat(disordered.within(3600, now).count()).isEqualTo(inOrder.within(3600, now).count());
    assertThat(disordered.secondsSinceLast(now, -1)).isZero();
  }

  @Test
  void stateStaysSmallWhateverTheCardDoes() {
    CardState card = new CardState();
    for (int i = 0; i < 100_000; i++) {
      long time = 20_000L * Payment.SECONDS_PER_DAY + i * 600L;
      String where = "T" + i % 1000;
      card.record(new Payment("t" + i, "k_1", 10, where, "d_" + i, "DE", null, time));
      card.label(Math.toIntExact(time / Payment.SECONDS_PER_DAY), i, true);
    }
    assertThat(card.toBytes()).hasSizeLessThan(6_000);
  }

  @Test
  void fingerprintsOfNearlyEqualIdsDiffer() {
    assertThat(Fingerprint.of("Aa")).isNotEqualTo(Fingerprint.of("BB"));
    assertThat(Fingerprint.of("")).isEqualTo(0xcbf29ce484222325L);
  }
}
