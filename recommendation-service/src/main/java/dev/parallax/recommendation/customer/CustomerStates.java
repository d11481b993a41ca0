package dev.parallax.recommendation.customer;

import dev.parallax.contracts.Phrase;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks a customer up, by primary keys, for each question anew: a withdrawn consent must not be
 * remembered by a cache.
 */
@ApplicationScoped
public class CustomerStates {
  private static final String FIND = "select * from state_of(?, ?)";

  private final AgroalDataSource store;

  CustomerStates(AgroalDataSource store) {
    this.store = store;
  }

  /**
   * Also of somebody nothing is known of.
   *
   * @param candidates the pseudonyms of one person by different secrets; the first that is known
   *     counts, else the first
   */
  public CustomerState find(List<String> candidates) {
    return findAll(List.of(candidates)).getFirst();
  }

  /** The same of many, in one statement and in their order. */
  public List<CustomerState> findAll(List<List<String>> people) {
    List<String> cids = new ArrayList<>();
    List<Integer> who = new ArrayList<>();
    for (int person = 0; person < people.size(); person++) {
      for (String candidate : people.get(person)) {
        cids.add(candidate);
        who.add(person);
      }
    }
    return Sql.call(store, connection -> read(connection, cids, who));
  }

  private static List<CustomerState> read(
      Connection connection, List<String> cids, List<Integer> who) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      statement.setArray(2, connection.createArrayOf("int4", who.toArray()));
      List<CustomerState> states = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          states.add(state(row));
        }
      }
      return states;
    }
  }

  private static CustomerState state(ResultSet row) throws SQLException {
    String segment = row.getString(3);
    return new CustomerState(
        row.getString(1),
        row.getObject(2, Boolean.class),
        segment == null
            ? null
            : new CustomerState.Segment(segment, new Phrase(row.getString(4), row.getString(5))));
  }
}
