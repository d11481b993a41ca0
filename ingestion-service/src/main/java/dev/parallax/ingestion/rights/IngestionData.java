package dev.parallax.ingestion.rights;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.quarantine.RejectedOfPeople;
import dev.parallax.ingestion.vault.PersonalData;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.outbox.Outbox;
import dev.parallax.kit.privacy.PersonalTables;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What ingestion itself holds of a person: the vault, the profile and who they turned out to be.
 */
@ApplicationScoped
class IngestionData {
  /** The key first: with it everything else is unreadable, wherever copies lie. */
  static final PersonalTables TABLES =
      new PersonalTables()
          .with(
              "keys",
              "vault_key where cid = any(?)",
              "select cid, created_at from vault_key where cid = any(?)")
          .with(
              "vault",
              "vault where cid = any(?)",
              "select cid, changed_at from vault where cid = any(?)")
          .with(
              "rejected",
              "rejected where cid = any(?)",
              "select id from rejected where cid = any(?)")
          .withEither("links", "identity_link", "from_cid", "into_cid")
          .with("consent", "consent_answer where cid = any(?)")
          .with("identifiers", "identity_identifier where cid = any(?)")
          .withEither("linkHistory", "identity_history", "one_cid", "other_cid")
          .withEither("barriers", "identity_barrier", "one_cid", "other_cid")
          .with("splits", "identity_split where members && ?");

  /** The row stays, empty: its version must not begin anew, by which consumers know repeats. */
  private static final String EMPTY =
      "update customer set state = '{}'::jsonb where cid = any(?) and state <> '{}'::jsonb";

  private static final PersonalTables PROFILES =
      new PersonalTables()
          .with(
              "profiles",
              "customer where cid = any(?)",
              "select cid, state, changed_at from customer where cid = any(?) and state <>"
                  + " '{}'::jsonb");

  private final AgroalDataSource store;
  private final Vault vault;
  private final RejectedOfPeople rejected;
  private final Outbox outbox;

  IngestionData(AgroalDataSource store, Vault vault, RejectedOfPeople rejected, Outbox outbox) {
    this.store = store;
    this.vault = vault;
    this.rejected = rejected;
    this.outbox = outbox;
  }

  /** Deletes within the current transaction and has the profiles taken off the log. */
  Map<String, Long> erase(List<String> cids) {
    return Sql.call(
        store,
        connection -> {
          Map<String, Long> counts = TABLES.erase(connection, cids);
          counts.put("profiles", empty(connection, cids));
          outbox.removeAll(Topics.CUSTOMER_PROFILES, cids);
          return counts;
        });
  }

  private static long empty(Connection connection, List<String> cids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EMPTY)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      return statement.executeUpdate();
    }
  }

  /** With the real ids and the personal traits: this is what the person knows themselves by. */
  ObjectNode gather(List<String> cids) {
    return Sql.call(
        store,
        connection -> {
          ObjectNode all = TABLES.gather(connection, cids);
          all.setAll(PROFILES.gather(connection, cids));
          ArrayNode personal = all.putArray("personal");
          for (PersonalData data : vault.find(cids).values()) {
            personal
                .addObject()
                .put("cid", data.cid())
                .put("userId", data.userId())
                .set("traits", data.traits());
          }
          all.set("rejected", EventJson.mapper().valueToTree(rejected.find(cids)));
          all.remove("vault");
          return all;
        });
  }
}
