package dev.parallax.segmentation.membership;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Reason;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Memberships in the database. */
@ApplicationScoped
public class MembershipRepository {
  private static final String COLUMNS = "cid, segment_id, segment_name, model_id, reasons, since";

  /** Another number than that of the facts. */
  private static final long LOCK = 0x5e67_0002L;

  private static final TypeReference<List<Reason>> REASONS = new TypeReference<>() {};

  private final AgroalDataSource store;

  MembershipRepository(AgroalDataSource store) {
    this.store = store;
  }

  /** Until the end of the transaction nobody else writes memberships. */
  public void lock() {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
            statement.setLong(1, LOCK);
            statement.execute();
          }
        });
  }

  Optional<Membership> find(String cid) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select " + COLUMNS + " from membership where cid = ?")) {
            statement.setString(1, cid);
            return read(statement).stream().findFirst();
          }
        });
  }

  /** In the order of pseudonyms. */
  List<Membership> members(String segmentId, String after, int most) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from membership where segment_id = ? and cid > ? order by cid limit ?")) {
            statement.setString(1, segmentId);
            statement.setString(2, after == null ? "" : after);
            statement.setInt(3, most);
            return read(statement);
          }
        });
  }

  /** Present segment id of those who have one. */
  public Map<String, String> segmentsOf(Collection<String> cids) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select cid, segment_id from membership where cid = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
            Map<String, String> segments = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                segments.put(row.getString(1), row.getString(2));
              }
            }
            return segments;
          }
        });
  }

  /** Members by segment id, of one model. */
  Map<String, Integer> sizes(String modelId) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "select segment_id, count(*) from membership where model_id = ? group by 1")) {
            statement.setString(1, modelId);
            Map<String, Integer> sizes = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                sizes.put(row.getString(1), row.getInt(2));
              }
            }
            return sizes;
          }
        });
  }

  void write(List<Membership> memberships) {
    if (memberships.isEmpty()) {
      return;
    }
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  insert into membership (cid, segment_id, segment_name, model_id, reasons, since)
                  select * from unnest(?::text[], ?::text[], ?::jsonb[], ?::text[], ?::jsonb[],
                    ?::timestamptz[])
                  on conflict (cid) do update set segment_id = excluded.segment_id,
                    segment_name = excluded.segment_name, model_id = excluded.model_id,
                    reasons = excluded.reasons, since = excluded.since
                  """)) {
            Columns.of(statement, memberships)
                .add("text", Membership::cid)
                .add("text", Membership::segmentId)
                .add("jsonb", m -> json(m.segmentName()))
                .add("text", Membership::modelId)
                .add("jsonb", m -> json(m.reasons()))
                .add("timestamptz", m -> m.since().toString());
            statement.executeUpdate();
          }
        });
  }

  void remove(Collection<String> cids) {
    if (cids.isEmpty()) {
      return;
    }
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("delete from membership where cid = any(?)")) {
            statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
            statement.executeUpdate();
          }
        });
  }

  private static List<Membership> read(PreparedStatement statement) throws SQLException {
    List<Membership> memberships = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        memberships.add(
            new Membership(
                row.getString(1),
                row.getString(2),
                EventJson.mapper().readValue(row.getString(3), Phrase.class),
                row.getString(4),
                EventJson.mapper().readValue(row.getString(5), REASONS),
                row.getTimestamp(6).toInstant()));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable membership", e);
    }
    return memberships;
  }

  private static String json(Object value) {
    return new String(EventJson.write(value), StandardCharsets.UTF_8);
  }
}
