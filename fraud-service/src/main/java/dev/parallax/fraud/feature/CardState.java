package dev.parallax.fraud.feature;

/**
 * What is kept of a card: its last day one by one, its last month by day, where and with what it
 * was used, and its known frauds. Bounded at about 3 KB, whatever the card does.
 */
public final class CardState {
  static final int TERMINALS = 64;
  static final int DEVICES = 16;
  private static final int VERSION = 1;
  private static final long NEVER = Long.MIN_VALUE;

  private final RecentPayments recent;
  private final DailyTotals daily;
  private final Familiar terminals;
  private final Familiar devices;
  private final LabelledFrauds frauds;
  private long lastSecond = NEVER;
  private long lastCountry;

  /** A card never seen. */
  public CardState() {
    this(
        new RecentPayments(),
        new DailyTotals(Windows.CARD_RETENTION),
        new Familiar(TERMINALS),
        new Familiar(DEVICES),
        new LabelledFrauds(Windows.LABEL_RETENTION));
  }

  private CardState(
      RecentPayments recent,
      DailyTotals daily,
      Familiar terminals,
      Familiar devices,
      LabelledFrauds frauds) {
    this.recent = recent;
    this.daily = daily;
    this.terminals = terminals;
    this.devices = devices;
    this.frauds = frauds;
  }

  /**
   * Takes the payment in; call it after the features were computed. Refunds leave the habits of
   * spending alone.
   */
  public void record(Payment payment) {
    if (payment.amount() > 0) {
      recent.add(payment.epochSecond(), payment.amount());
      daily.add(payment.day(), payment.amount());
    }
    if (payment.terminal() != null) {
      terminals.meet(Fingerprint.of(payment.terminal()));
    }
    if (payment.device() != null) {
      devices.meet(Fingerprint.of(payment.device()));
    }
    if (payment.epochSecond() >= lastSecond) {
      lastSecond = payment.epochSecond();
      lastCountry = payment.country() == null ? lastCountry : Fingerprint.of(payment.country());
    }
  }

  /** A payment of {@code day} turned out to be fraud, or not. */
  public void label(int day, long transaction, boolean fraud) {
    frauds.mark(day, transaction, fraud);
  }

  /** Payments within {@code seconds} up to the moment, at most a day. */
  Totals within(long seconds, long epochSecond) {
    return recent.over(seconds, epochSecond);
  }

  /** Payments of today and the {@code days - 1} days before. */
  Totals ofDays(int days, int today) {
    return daily.over(today - days, today);
  }

  boolean isNew() {
    return lastSecond == NEVER;
  }

  boolean isNewTerminal(String terminal) {
    return terminal != null && !terminals.isEmpty() && !terminals.knows(Fingerprint.of(terminal));
  }

  boolean isNewDevice(String device) {
    return device != null && !devices.isEmpty() && !devices.knows(Fingerprint.of(device));
  }

  boolean isOtherCountry(String country) {
    return country != null && lastCountry != 0 && Fingerprint.of(country) != lastCountry;
  }

  /** Not negative; {@code otherwise} for a card never seen. */
  long secondsSinceLast(long epochSecond, long otherwise) {
    return isNew() ? otherwise : Math.max(0, epochSecond - lastSecond);
  }

  /** Known frauds of the {@code days} days before the label delay. */
  int knownFrauds(int today, int days) {
    int known = today - Windows.LABEL_DELAY_DAYS;
    return frauds.over(known - days, known);
  }

  public byte[] toBytes() {
    StateWriter out = new StateWriter().putByte(VERSION).putLong(lastSecond).putLong(lastCountry);
    recent.write(out);
    daily.write(out);
    terminals.write(out);
    devices.write(out);
    frauds.write(out);
    return out.toBytes();
  }

  /** Null bytes are a card never seen. */
  public static CardState of(byte[] bytes) {
    if (bytes == null) {
      return new CardState();
    }
    StateReader in = new StateReader(bytes, VERSION);
    long lastSecond = in.getLong();
    long lastCountry = in.getLong();
    CardState state =
        new CardState(
            RecentPayments.read(in),
            DailyTotals.read(in, Windows.CARD_RETENTION),
            Familiar.read(in, TERMINALS),
            Familiar.read(in, DEVICES),
            LabelledFrauds.read(in, Windows.LABEL_RETENTION));
    state.lastSecond = lastSecond;
    state.lastCountry = lastCountry;
    return state;
  }
}
