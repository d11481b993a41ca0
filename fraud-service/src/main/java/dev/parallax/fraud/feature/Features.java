package dev.parallax.fraud.feature;

/** Computes the vector of a payment from what was known before it. */
public final class Features {
  private static final long HOUR = 3_600;
  private static final long DAY = Payment.SECONDS_PER_DAY;
  private static final long LONGEST_PAUSE = 30 * DAY;
  private static final int EPOCH_WEEKDAY = 3; // 1970-01-01 was a Thursday; Monday is 0.

  private Features() {}

  /**
   * @param card as it was before the payment
   * @param terminal of the payment's terminal; a fresh one where there is none
   * @param device of the payment's device; a fresh one where there is none
   * @return values by {@link Feature#ordinal()}, all finite
   */
  public static double[] of(
      Payment payment, CardState card, TerminalState terminal, DeviceState device) {
    double[] vector = new double[Feature.count()];
    amounts(vector, payment, card);
    frequencies(vector, payment, card);
    circumstances(vector, payment, card);
    labelled(vector, payment.day(), terminal);
    set(vector, Feature.CARD_FRAUDS_30D, card.knownFrauds(payment.day(), Windows.LONGEST_DAYS));
    set(
        vector,
        Feature.DEVICE_CARDS_7D,
        device.otherCards(payment.day(), Fingerprint.of(payment.account())));
    return vector;
  }

  /**
   * Sets the features that rest on labels and the terminal's past. Training calls it again on
   * stored vectors: a label that came with months of delay, as after an import, is then counted
   * where it would have been known in live operation.
   */
  public static void labelled(double[] vector, int day, TerminalState terminal) {
    set(vector, Feature.TERMINAL_COUNT_1D, terminal.count(day, 1));
    set(vector, Feature.TERMINAL_COUNT_7D, terminal.count(day, 7));
    set(vector, Feature.TERMINAL_COUNT_30D, terminal.count(day, Windows.LONGEST_DAYS));
    set(vector, Feature.TERMINAL_FRAUD_RATE_1D, terminal.fraudRate(day, 1));
    set(vector, Feature.TERMINAL_FRAUD_RATE_7D, terminal.fraudRate(day, 7));
    set(vector, Feature.TERMINAL_FRAUD_RATE_30D, terminal.fraudRate(day, Windows.LONGEST_DAYS));
  }

  /** The same for the card's known frauds. */
  public static void labelled(double[] vector, int day, CardState card) {
    set(vector, Feature.CARD_FRAUDS_30D, card.knownFrauds(day, Windows.LONGEST_DAYS));
  }

  private static void amounts(double[] vector, Payment payment, CardState card) {
    double amount = Math.max(0, payment.amount());
    Totals day = card.within(DAY, payment.epochSecond());
    Totals week = card.ofDays(7, payment.day());
    Totals month = card.ofDays(Windows.LONGEST_DAYS, payment.day());
    set(vector, Feature.AMOUNT, amount);
    set(vector, Feature.AMOUNT_TO_MEAN_1D, ratio(amount, day));
    set(vector, Feature.AMOUNT_TO_MEAN_7D, ratio(amount, week));
    set(vector, Feature.AMOUNT_TO_MEAN_30D, ratio(amount, month));
    set(vector, Feature.AMOUNT_Z_7D, standardScore(amount, week));
    set(vector, Feature.AMOUNT_Z_30D, standardScore(amount, month));
    set(vector, Feature.MEAN_7D_TO_30D, week.count() == 0 ? 1 : ratio(week.mean(), month));
  }

  private static void frequencies(double[] vector, Payment payment, CardState card) {
    long now = payment.epochSecond();
    set(vector, Feature.CARD_COUNT_1H, card.within(HOUR, now).count());
    set(vector, Feature.CARD_COUNT_1D, card.within(DAY, now).count());
    set(vector, Feature.CARD_COUNT_7D, card.ofDays(7, payment.day()).count());
    set(vector, Feature.CARD_COUNT_30D, card.ofDays(Windows.LONGEST_DAYS, payment.day()).count());
    long pause = card.secondsSinceLast(now, LONGEST_PAUSE);
    set(vector, Feature.SECONDS_SINCE_LAST, Math.min(pause, LONGEST_PAUSE));
  }

  private static void circumstances(double[] vector, Payment payment, CardState card) {
    long secondOfDay = Math.floorMod(payment.epochSecond(), DAY);
    int weekday = Math.floorMod(payment.day() + EPOCH_WEEKDAY, 7);
    flag(vector, Feature.NIGHT, secondOfDay < 6 * HOUR);
    flag(vector, Feature.WEEKEND, weekday >= 5);
    flag(vector, Feature.NEW_CARD, card.isNew(payment.epochSecond()));
    flag(
        vector,
        Feature.NEW_TERMINAL,
        card.isNewTerminal(payment.terminal(), payment.epochSecond()));
    flag(vector, Feature.NEW_DEVICE, card.isNewDevice(payment.device(), payment.epochSecond()));
    flag(
        vector,
        Feature.OTHER_COUNTRY,
        card.isOtherCountry(payment.country(), payment.epochSecond()));
    flag(vector, Feature.ONLINE, "online".equalsIgnoreCase(payment.channel()));
  }

  /** 1 where there is no past to compare with. */
  private static double ratio(double amount, Totals past) {
    return past.count() == 0 ? 1 : (amount + 1) / (past.mean() + 1);
  }

  /**
   * 0 where there is no past. The spread is taken as at least a tenth of the mean, so that a card
   * which always pays the same is not alarmed by a cent.
   */
  private static double standardScore(double amount, Totals past) {
    if (past.count() < 2) {
      return 0;
    }
    double spread = Math.max(past.standardDeviation(), 0.1 * past.mean() + 0.01);
    return Math.clamp((amount - past.mean()) / spread, -50, 50);
  }

  private static void set(double[] vector, Feature feature, double value) {
    vector[feature.ordinal()] = value;
  }

  private static void flag(double[] vector, Feature feature, boolean value) {
    vector[feature.ordinal()] = value ? 1 : 0;
  }
}
