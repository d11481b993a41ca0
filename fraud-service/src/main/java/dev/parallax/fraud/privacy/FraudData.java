package dev.parallax.fraud.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.fraud.topology.Forgetting;
import dev.parallax.kit.erasure.Erasures;
import dev.parallax.kit.privacy.PersonalStore;
import dev.parallax.kit.privacy.PersonalTables;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Transactions of a customer, what was decided on them and what became of them; a transaction that
 * names nobody is theirs when it is on an account of theirs. A transaction that names somebody else
 * is not, even on the same account.
 */
@ApplicationScoped
class FraudData implements PersonalStore {
  /** Has one parameter, the pseudonyms. */
  private static final String THEIRS =
      """
      (with own as materialized (select id, account from transaction where cid = any(?))
       select id from own
       union all
       select id from transaction where cid is null and account in (select account from own))
      """;

  private static final PersonalTables TABLES =
      new PersonalTables()
          .with("labels", "label where transaction_id in " + THEIRS)
          .with("fallbackAnswers", "fallback_answer where transaction_id in " + THEIRS)
          .with("fallbackAnswers", "fallback_answer where answer ->> 'cid' = any(?)")
          .with("decisions", "decision where transaction_id in " + THEIRS)
          .with("transactions", "transaction where id in " + THEIRS);

  private static final String CARDS =
      """
      select account, array_agg(id), array_agg(distinct device) filter (where device is not null)
      from transaction where id in %s group by account
      """
          .formatted(THEIRS);

  private final AgroalDataSource store;
  private final Erasures erasures;
  private final Forgetting forgetting;

  FraudData(AgroalDataSource store, Erasures erasures, Forgetting forgetting) {
    this.store = store;
    this.erasures = erasures;
    this.forgetting = forgetting;
  }

  @Override
  public Map<String, Long> erase(List<String> cids) {
    return Sql.call(
        store,
        connection -> {
          forgetting.forget(erasures.among(cids), cards(connection, cids));
          return TABLES.erase(connection, cids);
        });
  }

  @Override
  public ObjectNode gather(List<String> cids) {
    return Sql.call(store, connection -> TABLES.gather(connection, cids));
  }

  private static List<Forgetting.Card> cards(Connection connection, List<String> cids)
      throws SQLException {
    List<Forgetting.Card> cards = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(CARDS)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          cards.add(new Forgetting.Card(row.getString(1), strings(row, 2), strings(row, 3)));
        }
      }
    }
    return cards;
  }

  private static List<String> strings(ResultSet row, int column) throws SQLException {
    return row.getArray(column) == null
        ? List.of()
        : List.of((String[]) row.getArray(column).getArray());
  }
}
