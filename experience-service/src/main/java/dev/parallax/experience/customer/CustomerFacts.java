package dev.parallax.experience.customer;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Facts a feature keeps by customer. Merging and erasing customers and their consent ask every
 * feature; the caller holds {@link CustomerLock#exclusive}.
 */
public interface CustomerFacts {
  /** Everything of {@code from[i]} belongs to {@code into[i]} from now on. */
  void move(Connection connection, Long[] from, Long[] into) throws SQLException;

  /**
   * These customers have answered otherwise than before on analytics: what is derived from their
   * facts is to go, and to be made anew only of those whose facts may be used. The facts stay.
   */
  default void answered(Connection connection, Long[] customers) throws SQLException {}

  /** Deletes everything of these customers. */
  void erase(Connection connection, Long[] customers) throws SQLException;
}
