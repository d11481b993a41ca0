package dev.parallax.ingestion.rights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.parallax.contracts.privacy.PrivacyAnswered;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code privacy_request} and {@code privacy_answer}, but for what exports hold. */
@ApplicationScoped
class PrivacyRequests {
  /** A service has answered once all its parts are there. */
  private static final String SELECT =
      """
      select r.id, r.kind, r.cid, r.state, r.requested_at, r.completed_at, r.certificate,
        case when r.archive is not null then r.archive_until end, r.services,
        coalesce((
          select jsonb_agg(jsonb_build_object('service', a.service, 'completedAt', a.at, 'counts', a.counts)
            order by a.at, a.service)
          from (
            select service, max(completed_at) as at, (array_agg(counts))[1] as counts
            from privacy_answer where request_id = r.id
            group by service having count(*) = max(parts)) a), '[]'::jsonb)
      from privacy_request r
      """;

  private static final String ADD =
      """
      insert into privacy_request (id, kind, cid, cids, services, state, requested_at, private_key, recipient)
      values (?, ?, ?, ?, ?, 'open', ?, ?, ?)
      """;
  private static final String ANSWER =
      """
      insert into privacy_answer (request_id, service, part, parts, counts, data, completed_at)
      select r.id, ?, ?, ?, ?::jsonb, ?, ? from privacy_request r where r.id = ? and r.state = 'open'
      on conflict do nothing
      """;
  private static final TypeReference<List<PrivacyRequest.Receipt>> RECEIPTS =
      new TypeReference<>() {};

  private final AgroalDataSource store;

  PrivacyRequests(AgroalDataSource store) {
    this.store = store;
  }

  static String name(PrivacyRequested.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * @param privateKey sealed; null for an erasure
   */
  void add(PrivacyRequested request, Collection<String> services, byte[] privateKey) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setObject(1, UUID.fromString(request.id()));
            statement.setString(2, name(request.kind()));
            statement.setString(3, request.cid());
            statement.setArray(4, connection.createArrayOf("text", request.cids().toArray()));
            statement.setArray(5, connection.createArrayOf("text", services.toArray()));
            statement.setTimestamp(6, Timestamp.from(request.occurredAt()));
            statement.setBytes(7, privateKey);
            statement.setBytes(8, request.recipient());
            statement.executeUpdate();
          }
        });
  }

  /** Which job takes the person out of the archive. */
  void archivedBy(UUID id, String job) {
    Sql.update(store, "update privacy_request set archive_job = ? where id = ?", job, id);
  }

  /** What has come already, and what comes for a request that is over, is left alone. */
  void answer(Collection<PrivacyAnswered> answers) {
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(ANSWER)) {
            for (PrivacyAnswered answer : answers) {
              statement.setString(1, answer.service());
              statement.setInt(2, answer.part());
              statement.setInt(3, answer.parts());
              statement.setString(4, EventJson.mapper().valueToTree(answer.counts()).toString());
              statement.setBytes(5, answer.data());
              statement.setTimestamp(6, Timestamp.from(answer.occurredAt()));
              statement.setObject(7, UUID.fromString(answer.requestId()));
              statement.addBatch();
            }
            statement.executeBatch();
          }
        });
  }

  /** Exports of people who are erased: what was gathered goes with the rest. */
  void cancelExports(Collection<String> cids) {
    String[] gone = cids.toArray(String[]::new);
    Sql.update(
        store,
        """
        update privacy_answer set data = null where data is not null and request_id in (
          select id from privacy_request where cid = any(?))
        """,
        (Object) gone);
    Sql.update(
        store,
        """
        update privacy_request set private_key = null, archive = null,
          state = case state when 'open' then 'cancelled' else state end
        where kind = 'export' and cid = any(?)
          and (private_key is not null or archive is not null)
        """,
        (Object) gone);
  }

  Optional<PrivacyRequest> find(PrivacyRequested.Kind kind, UUID id) {
    return query(SELECT + " where r.kind = ? and r.id = ?", name(kind), id).stream().findFirst();
  }

  /** Locked until the end of the transaction; empty when it is open no longer. */
  Optional<PrivacyRequest> lockOpen(UUID id) {
    return query(SELECT + " where r.state = 'open' and r.id = ? for update of r", id).stream()
        .findFirst();
  }

  /** One that is under way for the same person. */
  Optional<PrivacyRequest> findOpen(PrivacyRequested.Kind kind, String cid) {
    return query(
            SELECT + " where r.state = 'open' and r.kind = ? and r.cid = ? limit 1",
            name(kind),
            cid)
        .stream()
        .findFirst();
  }

  /**
   * Newest first.
   *
   * @param before the id the page starts after, null for the first
   */
  List<PrivacyRequest> list(PrivacyRequested.Kind kind, int limit, UUID before) {
    return before == null
        ? query(SELECT + " where r.kind = ? order by r.id desc limit ?", name(kind), limit)
        : query(
            SELECT + " where r.kind = ? and r.id < ? order by r.id desc limit ?",
            name(kind),
            before,
            limit);
  }

  private List<PrivacyRequest> query(String sql, Object... parameters) {
    return Sql.list(store, PrivacyRequests::request, sql, parameters);
  }

  private static PrivacyRequest request(ResultSet row) throws SQLException {
    List<PrivacyRequest.Receipt> receipts = receipts(row.getString(10));
    List<String> missing = new ArrayList<>(List.of((String[]) row.getArray(9).getArray()));
    receipts.forEach(receipt -> missing.remove(receipt.service()));
    return new PrivacyRequest(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        instant(row.getTimestamp(5)),
        instant(row.getTimestamp(6)),
        receipts,
        missing,
        row.getString(7),
        instant(row.getTimestamp(8)));
  }

  private static List<PrivacyRequest.Receipt> receipts(String json) throws SQLException {
    try {
      return EventJson.mapper().readValue(json, RECEIPTS);
    } catch (JsonProcessingException e) {
      throw new SQLException("unreadable jsonb", e);
    }
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
