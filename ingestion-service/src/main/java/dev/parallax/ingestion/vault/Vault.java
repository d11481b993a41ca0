package dev.parallax.ingestion.vault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table {@code vault}: the only place that holds real ids and personal traits. */
@ApplicationScoped
public class Vault {
  private static final String ENSURE =
      """
      insert into vault (cid, changed_at)
      select cid, ? from unnest(?::text[]) as cid order by cid
      on conflict do nothing
      """;
  private static final String LOCK =
      "select cid, sealed from vault where cid = any(?) order by cid for update";
  private static final String UPDATE = "update vault set sealed = ?, changed_at = ? where cid = ?";

  private final AgroalDataSource store;
  private final VaultCipher cipher;
  private final Clock clock;

  Vault(AgroalDataSource store, VaultCipher cipher, Clock clock) {
    this.store = store;
    this.cipher = cipher;
    this.clock = clock;
  }

  /** Adds to what is known of each; within the current transaction. */
  public void put(Collection<PersonalData> entries) {
    if (entries.isEmpty()) {
      return;
    }
    // In order of cid, so that two transactions never wait for each other in a circle.
    Map<String, ObjectNode> news = new TreeMap<>();
    for (PersonalData entry : entries) {
      ObjectNode node = news.computeIfAbsent(entry.cid(), cid -> empty());
      if (entry.userId() != null) {
        node.put("userId", entry.userId());
      }
      node.withObjectProperty("traits").setAll(entry.traits());
    }
    Sql.run(
        store,
        connection -> {
          ensure(connection, news.keySet());
          Map<String, ObjectNode> known = lock(connection, news.keySet());
          try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
            boolean changed = false;
            for (Map.Entry<String, ObjectNode> entry : news.entrySet()) {
              ObjectNode before = known.get(entry.getKey());
              ObjectNode after = merge(before, entry.getValue());
              if (after.equals(before)) {
                continue;
              }
              changed = true;
              statement.setBytes(1, cipher.seal(EventJson.write(after), entry.getKey()));
              statement.setTimestamp(2, Timestamp.from(clock.instant()));
              statement.setString(3, entry.getKey());
              statement.addBatch();
            }
            if (changed) {
              statement.executeBatch();
            }
          }
        });
  }

  /** What is known of a person, for those who may see it. */
  public Optional<PersonalData> find(String cid) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select sealed from vault where cid = ? and sealed is not null")) {
            statement.setString(1, cid);
            try (ResultSet row = statement.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              ObjectNode node = open(cid, row.getBytes(1));
              return Optional.of(
                  new PersonalData(
                      cid, node.path("userId").asText(null), node.withObjectProperty("traits")));
            }
          }
        });
  }

  /**
   * Rows must be there to be locked; otherwise two first calls of a person would overwrite each
   * other.
   */
  private void ensure(Connection connection, Collection<String> cids) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ENSURE)) {
      statement.setTimestamp(1, Timestamp.from(clock.instant()));
      statement.setArray(2, connection.createArrayOf("text", cids.toArray()));
      statement.executeUpdate();
    }
  }

  private Map<String, ObjectNode> lock(Connection connection, Collection<String> cids)
      throws SQLException {
    Map<String, ObjectNode> known = HashMap.newHashMap(cids.size());
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          byte[] sealed = row.getBytes(2);
          if (sealed != null) {
            known.put(row.getString(1), open(row.getString(1), sealed));
          }
        }
      }
    }
    return known;
  }

  private ObjectNode open(String cid, byte[] sealed) {
    return EventJson.read(cipher.open(sealed, cid), ObjectNode.class);
  }

  private static ObjectNode merge(ObjectNode known, ObjectNode news) {
    ObjectNode merged = known == null ? empty() : known.deepCopy();
    if (news.has("userId")) {
      merged.set("userId", news.get("userId"));
    }
    merged.withObjectProperty("traits").setAll(news.withObjectProperty("traits"));
    return merged;
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }
}
