package dev.parallax.fraud.feature;

/**
 * A terminal's daily transactions and known frauds. Its features look at days that are over for a
 * week, which is why it may be kept on another machine than the card and be read with a delay.
 */
public final class TerminalState {
  private static final int VERSION = 1;

  private final DailyTotals totals;
  private final LabelledFrauds frauds;

  public TerminalState() {
    this(new DailyTotals(Windows.LABEL_RETENTION), new LabelledFrauds(Windows.LABEL_RETENTION));
  }

  private TerminalState(DailyTotals totals, LabelledFrauds frauds) {
    this.totals = totals;
    this.frauds = frauds;
  }

  /** A transaction took place here. */
  public void record(int day, double amount) {
    totals.add(day, amount);
  }

  /** A transaction that took place here on {@code day} turned out to be fraud, or not. */
  public void label(int day, long transaction, boolean fraud) {
    frauds.mark(day, transaction, fraud);
  }

  /** Transactions in the {@code days} days before the label delay. */
  int count(int today, int days) {
    int known = today - Windows.LABEL_DELAY_DAYS;
    return totals.over(known - days, known).count();
  }

  /** Share of them that was fraud, in [0, 1]. */
  double fraudRate(int today, int days) {
    int known = today - Windows.LABEL_DELAY_DAYS;
    int count = totals.over(known - days, known).count();
    return count == 0 ? 0 : Math.min(1.0, (double) frauds.over(known - days, known) / count);
  }

  public byte[] toBytes() {
    StateWriter out = new StateWriter().putByte(VERSION);
    totals.write(out);
    frauds.write(out);
    return out.toBytes();
  }

  /** Null bytes are a terminal never seen. */
  public static TerminalState of(byte[] bytes) {
    if (bytes == null) {
      return new TerminalState();
    }
    StateReader in = new StateReader(bytes, VERSION);
    DailyTotals totals = DailyTotals.read(in, Windows.LABEL_RETENTION);
    return new TerminalState(totals, LabelledFrauds.read(in, Windows.LABEL_RETENTION));
  }
}
