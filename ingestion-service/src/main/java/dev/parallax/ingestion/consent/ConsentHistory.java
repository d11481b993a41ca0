package dev.parallax.ingestion.consent;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.profile.AnswerHistory;
import dev.parallax.ingestion.profile.GivenAnswer;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The table {@code consent_answer}. A row stays under the pseudonym it was given under: the history
 * of a person is that of all pseudonyms they have by now, and a split takes its own along.
 */
@ApplicationScoped
class ConsentHistory implements AnswerHistory {
  private static final String INSERT =
      """
      insert into consent_answer (id, cid, purpose, answer, given_at, received_at, origin, source,
        definition_version, definition_stated, locale, page, agent, proof)
      select n.id, n.cid, n.purpose, n.answer, n.given_at, n.received_at, n.origin, n.source,
        coalesce(s.version, (select max(d.version) from consent_definition d
          where d.purpose = n.purpose and d.valid_from <= n.given_at)),
        s.version is not null, n.locale, n.page, n.agent, n.proof
      from unnest(?::uuid[], ?::text[], ?::text[], ?::boolean[], ?::timestamptz[], ?::timestamptz[],
          ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[])
        as n (id, cid, purpose, answer, given_at, received_at, origin, source, version, locale, page,
          agent, proof)
      left join consent_definition s on s.purpose = n.purpose and s.version = n.version
      on conflict do nothing
      """;

  /** The parameter is twice the customer, as of now. */
  private static final String OF_PERSON =
      """
      from consent_answer where cid in
        (select ?::text union all select from_cid from identity_link where into_cid = ?)
      """;

  private static final String COLUMNS =
      "id, purpose, answer, given_at, received_at, origin, source, definition_version,"
          + " definition_stated, locale, page, agent, proof ";

  private static final String PAGE =
      "select " + COLUMNS + OF_PERSON + " and id < ? order by id desc limit ?";

  private static final String STANDING =
      "select distinct on (purpose) "
          + COLUMNS
          + OF_PERSON
          + """
             and (purpose, answer, given_at) in
               (select * from unnest(?::text[], ?::boolean[], ?::timestamptz[]))
            order by purpose, id desc
            """;

  private static final UUID LAST = new UUID(-1L, -1L);

  private final AgroalDataSource store;

  ConsentHistory(AgroalDataSource store) {
    this.store = store;
  }

  @Override
  public void add(Connection connection, List<GivenAnswer> answers) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
      Columns.of(statement, answers)
          .add("uuid", answer -> UuidCreator.getTimeOrderedEpoch())
          .add("text", GivenAnswer::cid)
          .add("text", given -> given.purpose().wireName())
          .add("boolean", given -> given.answer().agreed())
          .add("timestamptz", given -> given.answer().at().toString())
          .add("timestamptz", given -> given.evidence().receivedAt().toString())
          .add("text", given -> given.evidence().way().wireName())
          .add("text", given -> given.evidence().source())
          .add("int", given -> given.evidence().versions().get(given.purpose()))
          .add("text", given -> given.evidence().locale())
          .add("text", given -> given.evidence().page())
          .add("text", given -> given.evidence().agent())
          .add("text", given -> given.evidence().proof());
      statement.executeUpdate();
    }
  }

  /**
   * The last received first.
   *
   * @param cid a customer whom nobody is merged into another
   * @param before the id the page starts after, null for the first
   */
  List<HistoryEntry> page(String cid, int limit, UUID before) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setString(1, cid);
            statement.setString(2, cid);
            statement.setObject(3, before == null ? LAST : before);
            statement.setInt(4, limit);
            return read(statement);
          }
        });
  }

  /** What shows the answers that stand, where it was kept. */
  Map<Purpose, HistoryEntry> proofs(String cid, Map<Purpose, Answer> standing) {
    Map<Purpose, HistoryEntry> proofs = new EnumMap<>(Purpose.class);
    if (standing.isEmpty()) {
      return proofs;
    }
    Sql.call(
            store,
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(STANDING)) {
                statement.setString(1, cid);
                statement.setString(2, cid);
                set(statement, standing);
                return read(statement);
              }
            })
        .forEach(entry -> proofs.put(entry.purpose(), entry));
    return proofs;
  }

  private static void set(PreparedStatement statement, Map<Purpose, Answer> standing)
      throws SQLException {
    Connection connection = statement.getConnection();
    List<String> purposes = new ArrayList<>();
    List<Boolean> answers = new ArrayList<>();
    List<String> times = new ArrayList<>();
    standing.forEach(
        (purpose, answer) -> {
          purposes.add(purpose.wireName());
          answers.add(answer.agreed());
          times.add(answer.at().toString());
        });
    statement.setArray(3, connection.createArrayOf("text", purposes.toArray()));
    statement.setArray(4, connection.createArrayOf("boolean", answers.toArray()));
    statement.setArray(5, connection.createArrayOf("timestamptz", times.toArray()));
  }

  private static List<HistoryEntry> read(PreparedStatement statement) throws SQLException {
    List<HistoryEntry> entries = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        entries.add(
            new HistoryEntry(
                row.getObject(1, UUID.class).toString(),
                Purpose.parse(row.getString(2)),
                row.getBoolean(3),
                row.getTimestamp(4).toInstant(),
                row.getTimestamp(5).toInstant(),
                row.getString(6),
                row.getString(7),
                row.getObject(8, Integer.class),
                row.getBoolean(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13)));
      }
    }
    return entries;
  }
}
