package dev.parallax.fraud.feature;

/**
 * What is kept of a card: its last day one by one, its last month by day, where and with what it
 * was used, and its known frauds. Bounded at about 3 KB, whatever the card does.
 */
public final class CardState {
  static final int TERMINALS = 64;
  static final int DEVICES = 16;
  private static final int VERSION = 2;
  private static final long NEVER = Long.MIN_VALUE;

  private final RecentPayments recent;
  private final DailyTotals daily;
  private final Familiar terminals;
  private final Familiar devices;
  private final LabelledFrauds frauds;
  private long firstSecond = NEVER;
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
    firstSecond = isEmpty() ? payment.epochSecond() : Math.min(firstSecond, payment.epochSecond());
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

  /** Whether nothing is known from before the moment. */
  boolean isNew(long epochSecond) {
    return isEmpty() || epochSecond < firstSecond;
  }

  /** What a late payment would be compared with may come after it, so that it is not. */
  boolean isNewTerminal(String terminal, long epochSecond) {
    return isComparable(terminal, epochSecond) && isStranger(terminals, terminal);
  }

  /** The same for its device. */
  boolean isNewDevice(String device, long epochSecond) {
    return isComparable(device, epochSecond) && isStranger(devices, device);
  }

  /** The same for its country. */
  boolean isOtherCountry(String country, long epochSecond) {
    return isComparable(country, epochSecond)
        && lastCountry != 0
        && Fingerprint.of(country) != lastCountry;
  }

  private boolean isComparable(String what, long epochSecond) {
    return what != null && epochSecond >= lastSecond;
  }

  private static boolean isStranger(Familiar known, String what) {
    return !known.isEmpty() && !known.knows(Fingerprint.of(what));
  }

  private boolean isEmpty() {
    return lastSecond == NEVER;
  }

  /**
   * Since the payment before the moment, not negative; to the day for a late one that has none
   * within a day before it.
   *
   * @return {@code otherwise} where nothing is known from before the moment, or not when
   */
  long secondsSinceLast(long epochSecond, long otherwise) {
    if (isNew(epochSecond)) {
      return otherwise;
    }
    if (epochSecond >= lastSecond) {
      return epochSecond - lastSecond;
    }
    long before = recent.newestUpTo(epochSecond, NEVER);
    if (before == NEVER) {
      before = daily.endOfNewestDayBefore(epochSecond, firstSecond);
    }
    return before == NEVER ? otherwise : epochSecond - before;
  }

  /** Known frauds of the {@code days} days before the label delay. */
  int knownFrauds(int today, int days) {
    int known = today - Windows.LABEL_DELAY_DAYS;
    return frauds.over(known - days, known);
  }

  public byte[] toBytes() {
    StateWriter out = new StateWriter().putByte(VERSION).putLong(firstSecond);
    out.putLong(lastSecond).putLong(lastCountry);
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
    StateReader in = new StateReader(bytes);
    // Version 1 did not know when a card was first seen: as if always.
    long firstSecond = in.version(1, VERSION) == 1 ? NEVER : in.getLong();
    long lastSecond = in.getLong();
    long lastCountry = in.getLong();
    CardState state =
        new CardState(
            RecentPayments.read(in),
            DailyTotals.read(in, Windows.CARD_RETENTION),
            Familiar.read(in, TERMINALS),
            Familiar.read(in, DEVICES),
            LabelledFrauds.read(in, Windows.LABEL_RETENTION));
    state.firstSecond = firstSecond;
    state.lastSecond = lastSecond;
    state.lastCountry = lastCountry;
    return state;
  }
}
