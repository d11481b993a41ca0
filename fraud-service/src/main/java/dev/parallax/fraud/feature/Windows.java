package dev.parallax.fraud.feature;

/** How far back the features look. */
final class Windows {
  /**
   * Labels of the last seven days are not looked at: a fraud takes about that long to become known,
   * and a rate over days that are not yet known would be too low (Handbook, chapter 3.4).
   */
  public static final int LABEL_DELAY_DAYS = 7;

  /** The longest window over a card's, a terminal's and a device's past. */
  static final int LONGEST_DAYS = 30;

  /** A device's cards are counted over a week. */
  static final int DEVICE_DAYS = 7;

  /** Late events still count into their day for this long. */
  static final int LATENESS_DAYS = 7;

  static final int CARD_RETENTION = LONGEST_DAYS + LATENESS_DAYS;
  static final int LABEL_RETENTION = LONGEST_DAYS + LABEL_DELAY_DAYS + LATENESS_DAYS;

  private Windows() {}
}
