package dev.parallax.kit.store;

import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Tells a database that is away, or a clash that a repeat solves, from a mistake that a repeat
 * would make again.
 */
public final class Outage {
  /**
   * Connection exceptions, resources, operator intervention, rollback by deadlock or serialization.
   */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "53", "57", "58", "40");

  /** Who waited for a lock gave up. */
  private static final String LOCK_TIMED_OUT = "55P03";

  private static final Set<String> CLASHES = Set.of("40P01", "40001");

  private Outage() {}

  /**
   * Whether two transactions met crosswise and this one had to give way: its repeat at once will
   * succeed.
   */
  public static boolean isClash(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof SQLException sql
          && sql.getSQLState() != null
          && CLASHES.contains(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether trying again later may succeed. A commit that fails without a reason of the database is
   * one whose connection is gone.
   */
  public static boolean isPassing(Throwable thrown) {
    boolean rolledBack = false;
    for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
      if (t instanceof SQLException sql) {
        String state = sql.getSQLState();
        // Agroal's acquisition time-out and closed connections carry no state.
        return state == null
            || state.equals(LOCK_TIMED_OUT)
            || (state.length() >= 2 && PASSING_CLASSES.contains(state.substring(0, 2)));
      }
      rolledBack |= t instanceof RollbackException;
    }
    return rolledBack;
  }
}
