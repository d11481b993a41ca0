package dev.parallax.recommendation.rule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Cuts what one customer did, in the order of time, into visits: one ends when nothing was done for
 * a while (30 minutes is the convention of web analytics; Halfaker et al., WWW 2015,
 * doi:10.1145/2736277.2741117, find it in the data too). A visit with more items than anybody looks
 * at is a robot's and left out.
 */
public final class SessionCutter {
  private final long gapSeconds;
  private final int mostItems;
  private final List<int[]> sessions = new ArrayList<>();
  private final Set<Integer> items = new LinkedHashSet<>();
  private long last;

  public SessionCutter(Duration gap, int mostItems) {
    this.gapSeconds = gap.toSeconds();
    this.mostItems = mostItems;
  }

  /**
   * @param epochSecond no earlier than the one before
   */
  public void add(int item, long epochSecond) {
    if (!items.isEmpty() && epochSecond - last > gapSeconds) {
      close();
    }
    items.add(item);
    last = epochSecond;
  }

  /** The visits of the customer, and ready for the next one. */
  public List<int[]> end() {
    close();
    List<int[]> all = List.copyOf(sessions);
    sessions.clear();
    return all;
  }

  private void close() {
    if (!items.isEmpty() && items.size() <= mostItems) {
      sessions.add(items.stream().mapToInt(Integer::intValue).toArray());
    }
    items.clear();
  }
}
