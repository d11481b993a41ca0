package dev.parallax.ingestion.profile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Keeps answers with their proof; asked in the transaction that stores them. */
public interface AnswerHistory {
  /**
   * Adds them; one that is in it already, by the same pseudonym, way and moment, is left out.
   *
   * @param answers at least one
   */
  void add(Connection connection, List<GivenAnswer> answers) throws SQLException;
}
