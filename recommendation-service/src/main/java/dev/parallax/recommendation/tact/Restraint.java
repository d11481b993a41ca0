package dev.parallax.recommendation.tact;

import dev.parallax.recommendation.history.Tally;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each item was shown to one customer who took no notice, and what follows: its score
 * fades, {@code 0.5 ^ ((visits - after) / halving)}, and beyond a bound it is not shown for the
 * rest of the period. Visits are counted and not answers, since a page that is loaded again shows
 * nothing new; once the customer looked at the item, showings before that do not count.
 */
public final class Restraint {
  private static final double HALF = 0.5;
  private static final long NEVER = Long.MIN_VALUE;

  private final Map<String, Seen> seen;
  private final Limits limits;

  /**
   * What is allowed.
   *
   * @param mostVisits within {@code period} seconds, of one context's kind; 0 for no bound
   * @param visit seconds within which showings are one
   * @param after visits from which on a score fades
   * @param halving visits that halve it
   * @param halfLife seconds after which a visit counts half
   */
  public record Limits(
      int mostVisits, long period, long visit, double after, double halving, long halfLife) {}

  /** Of one item: visits in the period, and visits faded with time. */
  private static final class Seen {
    private long lastSeen = NEVER;
    private long lastMailed = NEVER;
    private int visits;
    private double weight;
    private int all;

    /** Whether it is no new visit; a mail that follows a page is one mail more all the same. */
    private boolean isSame(Showing showing, long visit) {
      long last = showing.mailed() ? lastMailed : lastSeen;
      if (last != NEVER && showing.second() - last < visit) {
        return true;
      }
      if (showing.mailed()) {
        lastMailed = showing.second();
      } else {
        lastSeen = showing.second();
      }
      return false;
    }
  }

  private Restraint(Map<String, Seen> seen, Limits limits) {
    this.seen = seen;
    this.limits = limits;
  }

  /**
   * @param history by item, what the customer did with it
   * @param mail whether the list at hand is to be sent: mails are counted apart
   * @param now in seconds since 1970
   */
  public static Restraint of(
      Collection<Showing> showings,
      Map<String, Tally> history,
      boolean mail,
      Limits limits,
      long now) {
    Map<String, Seen> seen = new HashMap<>();
    List<Showing> inOrder =
        showings.stream().sorted(Comparator.comparingLong(Showing::second)).toList();
    for (Showing showing : inOrder) {
      long age = Math.max(0, now - showing.second());
      double faded = Math.pow(HALF, age / (double) limits.halfLife());
      boolean counts = age < limits.period() && showing.mailed() == mail;
      for (String item : showing.items()) {
        Tally tally = history.get(item);
        if (tally != null && tally.last() >= showing.second()) {
          continue;
        }
        Seen one = seen.computeIfAbsent(item, key -> new Seen());
        if (!one.isSame(showing, limits.visit())) {
          one.all++;
          one.weight += faded;
          one.visits += counts ? 1 : 0;
        }
      }
    }
    return new Restraint(seen, limits);
  }

  /** Whether there is anything to hold back. */
  public boolean isEmpty() {
    return seen.isEmpty();
  }

  /** In [0, 1]: what the score is multiplied by; 0 where the item was shown often enough. */
  public double factor(String item) {
    Seen one = seen.get(item);
    if (one == null) {
      return 1;
    }
    if (limits.mostVisits() > 0 && one.visits >= limits.mostVisits()) {
      return 0;
    }
    double beyond = one.weight - limits.after();
    return beyond <= 0 ? 1 : Math.pow(HALF, beyond / limits.halving());
  }

  /** On how many visits it was shown since the customer last took notice. */
  public int visits(String item) {
    Seen one = seen.get(item);
    return one == null ? 0 : one.all;
  }
}
