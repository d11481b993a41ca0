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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The table {@code vault}: the only place that holds real ids and personal traits, each customer's
 * under a key of their own.
 */
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
  private static final String FIND =
      """
      select v.cid, v.sealed, k.wrapped from vault v left join vault_key k using (cid)
      where v.cid = any(?) and v.sealed is not null
      """;
  private static final String UPDATE = "update vault set sealed = ?, changed_at = ? where cid = ?";

  private final AgroalDataSource store;
  private final VaultCipher masters;
  private final DataKeys keys;
  private final Clock clock;

  Vault(AgroalDataSource store, VaultCipher masters, DataKeys keys, Clock clock) {
    this.store = store;
    this.masters = masters;
    this.keys = keys;
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
      news(news.computeIfAbsent(entry.cid(), cid -> empty()), entry);
    }
    Sql.run(store, connection -> write(connection, news));
  }

  private void write(Connection connection, Map<String, ObjectNode> news) throws SQLException {
    ensure(connection, news.keySet());
    Map<String, byte[]> sealed = lock(connection, news.keySet());
    // Once the rows are locked, so that a key another replica has just made is seen.
    Map<String, byte[]> wrapped = keys.find(connection, news.keySet());
    Map<String, DataKey> made = new TreeMap<>();
    boolean changed = false;
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      for (Map.Entry<String, ObjectNode> entry : news.entrySet()) {
        String cid = entry.getKey();
        byte[] own = wrapped.get(cid);
        DataKey key = own == null ? DataKey.generate() : DataKey.unwrap(own, masters, cid);
        ObjectNode before = sealed.get(cid) == null ? null : open(cid, sealed.get(cid), own);
        ObjectNode after = merge(before, entry.getValue());
        if (own != null && masters.isCurrent(own) && after.equals(before)) {
          continue;
        }
        if (own == null || !masters.isCurrent(own)) {
          made.put(cid, key);
        }
        changed = true;
        statement.setBytes(1, key.seal(EventJson.write(after), cid));
        statement.setTimestamp(2, Timestamp.from(clock.instant()));
        statement.setString(3, cid);
        statement.addBatch();
      }
      keys.write(connection, made);
      if (changed) {
        statement.executeBatch();
      }
    }
  }

  /**
   * Those that would add something to what is kept at this moment. It locks nobody, and what it
   * leaves out needs no transaction.
   */
  public List<PersonalData> news(List<PersonalData> entries) {
    if (entries.isEmpty()) {
      return entries;
    }
    Map<String, ObjectNode> current = new HashMap<>();
    each(
        entries.stream().map(PersonalData::cid).collect(Collectors.toSet()),
        (cid, content, wrapped) -> {
          if (wrapped != null && masters.isCurrent(wrapped)) {
            current.put(cid, open(cid, content, wrapped));
          }
        });
    List<PersonalData> news = new ArrayList<>();
    for (PersonalData entry : entries) {
      ObjectNode kept = current.get(entry.cid());
      if (kept == null || !merge(kept, news(empty(), entry)).equals(kept)) {
        current.remove(entry.cid()); // What follows of them may undo it.
        news.add(entry);
      }
    }
    return news;
  }

  private static ObjectNode news(ObjectNode node, PersonalData entry) {
    if (entry.userId() != null) {
      node.put("userId", entry.userId());
    }
    node.withObjectProperty("traits").setAll(entry.traits());
    return node;
  }

  /** What is known of people by their pseudonyms, for those who may see it. */
  public Map<String, PersonalData> find(Collection<String> cids) {
    Map<String, PersonalData> people = new TreeMap<>();
    each(
        cids, (cid, content, wrapped) -> people.put(cid, person(cid, open(cid, content, wrapped))));
    return people;
  }

  private static PersonalData person(String cid, ObjectNode node) {
    return new PersonalData(
        cid, node.path("userId").asText(null), node.withObjectProperty("traits"));
  }

  /** An entry as it is stored. */
  @FunctionalInterface
  private interface Entry {
    void take(String cid, byte[] content, byte[] wrapped);
  }

  private void each(Collection<String> cids, Entry entry) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                entry.take(row.getString(1), row.getBytes(2), row.getBytes(3));
              }
            }
          }
        });
  }

  /** What is known of a person, for those who may see it. */
  public Optional<PersonalData> find(String cid) {
    return Optional.ofNullable(find(List.of(cid)).get(cid));
  }

  /**
   * Entries in the order of their cids.
   *
   * @param after the cid of the last one of the page before, empty for the first page
   */
  public List<PersonalData> page(String after, int limit) {
    return Sql.list(
        store,
        row -> {
          String cid = row.getString(1);
          return person(cid, open(cid, row.getBytes(2), row.getBytes(3)));
        },
        """
        select v.cid, v.sealed, k.wrapped from vault v left join vault_key k using (cid)
        where v.cid > ? and v.sealed is not null order by v.cid limit ?
        """,
        after,
        limit);
  }

  /** How many customers are under pseudonyms of which secret, by its number. */
  public Map<Integer, Long> countByKeyId() {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement(
                      """
                      select coalesce(substring(cid from '^c_([0-9]+)_'), '0')::int, count(*)
                      from vault where cid like 'c\\_%' and sealed is not null group by 1
                      """);
              ResultSet row = statement.executeQuery()) {
            Map<Integer, Long> counts = new TreeMap<>();
            while (row.next()) {
              counts.put(row.getInt(1), row.getLong(2));
            }
            return counts;
          }
        });
  }

  /**
   * Puts entries under other cids, to what is known there already, and destroys the keys of where
   * they were; within the current transaction. What is not there any more is not put anywhere.
   *
   * @param moves from the cid they are under to the one they shall be under
   */
  public void move(Map<String, String> moves) {
    // Before they are read: what another replica is writing would be deleted unread. In one go with
    // where they go to, for the order of cids in which everybody locks.
    Set<String> all = new TreeSet<>(moves.keySet());
    all.addAll(moves.values());
    Sql.run(store, connection -> lock(connection, all));
    List<PersonalData> entries =
        find(moves.keySet()).values().stream()
            .map(one -> new PersonalData(moves.get(one.cid()), one.userId(), one.traits()))
            .toList();
    put(entries);
    Sql.run(
        store,
        connection -> {
          for (String table : List.of("vault_key", "vault")) {
            try (PreparedStatement statement =
                connection.prepareStatement("delete from " + table + " where cid = any(?)")) {
              statement.setArray(1, connection.createArrayOf("text", moves.keySet().toArray()));
              statement.executeUpdate();
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

  private static Map<String, byte[]> lock(Connection connection, Collection<String> cids)
      throws SQLException {
    Map<String, byte[]> sealed = HashMap.newHashMap(cids.size());
    try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
      statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          sealed.put(row.getString(1), row.getBytes(2));
        }
      }
    }
    return sealed;
  }

  /**
   * @param wrapped null for what was sealed before customers had keys of their own: by the master
   */
  private ObjectNode open(String cid, byte[] sealed, byte[] wrapped) {
    byte[] plain =
        wrapped == null
            ? masters.open(sealed, cid)
            : DataKey.unwrap(wrapped, masters, cid).open(sealed, cid);
    return EventJson.read(plain, ObjectNode.class);
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
