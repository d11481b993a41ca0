package dev.parallax.fraud.feature;

/** Which cards a device was last used with, the {@value #LIMIT} most recent. */
public final class DeviceState {
  static final int LIMIT = 32;
  private static final int VERSION = 1;

  private int size;
  private final long[] cards = new long[LIMIT];
  private final int[] days = new int[LIMIT];

  /**
   * @return whether something changed that others should know: a card or a day that is new
   */
  public boolean record(int day, long card) {
    for (int i = 0; i < size; i++) {
      if (cards[i] == card) {
        boolean newer = day > days[i];
        days[i] = Math.max(days[i], day);
        return newer;
      }
    }
    int at = size == LIMIT ? oldest() : size;
    if (at < size && days[at] > day) {
      return false;
    }
    size = Math.max(size, at + 1);
    cards[at] = card;
    days[at] = day;
    return true;
  }

  /**
   * @return whether it was known
   */
  public boolean forget(long card) {
    for (int i = 0; i < size; i++) {
      if (cards[i] == card) {
        size--;
        cards[i] = cards[size];
        days[i] = days[size];
        return true;
      }
    }
    return false;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Whether more than one card was ever seen: only then is it worth telling every replica. */
  public boolean isShared() {
    return size > 1;
  }

  /** Cards other than {@code card} that used it within the last week. */
  int otherCards(int today, long card) {
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (cards[i] != card && days[i] > today - Windows.DEVICE_DAYS && days[i] <= today) {
        count++;
      }
    }
    return count;
  }

  private int oldest() {
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      if (days[i] < days[oldest]) {
        oldest = i;
      }
    }
    return oldest;
  }

  public byte[] toBytes() {
    StateWriter out = new StateWriter().putByte(VERSION).putVarint(size);
    for (int i = 0; i < size; i++) {
      out.putLong(cards[i]).putVarint(days[i]);
    }
    return out.toBytes();
  }

  /** Null bytes are a device never seen. */
  public static DeviceState of(byte[] bytes) {
    DeviceState state = new DeviceState();
    if (bytes == null) {
      return state;
    }
    StateReader in = new StateReader(bytes, VERSION);
    state.size = in.getVarint();
    for (int i = 0; i < state.size; i++) {
      state.cards[i] = in.getLong();
      state.days[i] = in.getVarint();
    }
    return state;
  }
}
