package dev.parallax.kit.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.service.ServiceIdentity;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The models of a service. At most one per name is champion; the database sees to it. */
@ApplicationScoped
public class ModelRegistry {
  private static final String COLUMNS = "id, name, state, card, created_at, promoted_at";

  private final AgroalDataSource store;
  private final ServiceIdentity service;
  private final Audit audit;
  private final Clock clock;

  ModelRegistry(AgroalDataSource store, ServiceIdentity service, Audit audit, Clock clock) {
    this.store = store;
    this.service = service;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Keeps a model that does not serve yet.
   *
   * @param beatsBaseline whether it may be promoted; one that lost is kept as rejected, for its
   *     card
   * @return its id
   */
  @Transactional
  public String store(String name, ModelCard card, byte[] artifact, boolean beatsBaseline) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  insert into model (id, name, state, card, artifact, created_at)
                  select ? || lpad((1 + count(*))::text, 6, '0'), ?, ?, ?::jsonb, ?, ? from model where name = ?
                  returning id
                  """)) {
            statement.setString(1, service.name() + "-" + name + "-");
            statement.setString(2, name);
            statement.setString(3, beatsBaseline ? "candidate" : "rejected");
            statement.setString(4, EventJson.mapper().valueToTree(card).toString());
            statement.setBytes(5, artifact);
            statement.setTimestamp(6, Timestamp.from(clock.instant()));
            statement.setString(7, name);
            try (ResultSet row = statement.executeQuery()) {
              row.next();
              return row.getString(1);
            }
          }
        });
  }

  /**
   * Makes a model the champion of its name; the one before retires. In the caller's transaction if
   * there is one.
   *
   * @return false when there is no such model
   */
  @Transactional
  public boolean promote(String id) {
    Optional<Promotion> promotion = Sql.call(store, connection -> promote(connection, id));
    promotion.ifPresent(
        done ->
            audit.record(
                "model-promoted", id, Map.of("name", done.name(), "instead", done.instead())));
    return promotion.isPresent();
  }

  /**
   * Takes a model out for good that did worse in service than was thought. In the caller's
   * transaction if there is one.
   *
   * @param why a sentence that the card's evaluation says from now on
   */
  @Transactional
  public void reject(String id, String why) {
    Sql.update(store, "update model set state = 'rejected' where id = ?", id);
    note(id, why);
  }

  /**
   * Adds to what a model's card says of its evaluation. In the caller's transaction if there is
   * one.
   *
   * @param sentence that the card's evaluation says from now on
   */
  @Transactional
  public void note(String id, String sentence) {
    Sql.update(
        store,
        "update model set card = jsonb_set(card, '{evaluation}',"
            + " to_jsonb((card ->> 'evaluation') || ' ' || ?)) where id = ?",
        sentence,
        id);
  }

  /**
   * @param instead the models that served until then: one, or none before the first
   */
  private record Promotion(String name, List<String> instead) {}

  private Optional<Promotion> promote(Connection connection, String id) throws SQLException {
    try (PreparedStatement retire =
            connection.prepareStatement(
                "update model set state = 'retired' where state = 'champion' and id <> ?"
                    + " and name = (select name from model where id = ?) returning id");
        PreparedStatement promote =
            connection.prepareStatement(
                "update model set state = 'champion', promoted_at = ? where id = ?"
                    + " returning name")) {
      retire.setString(1, id);
      retire.setString(2, id);
      List<String> retired = new ArrayList<>();
      try (ResultSet row = retire.executeQuery()) {
        while (row.next()) {
          retired.add(row.getString(1));
        }
      }
      promote.setTimestamp(1, Timestamp.from(clock.instant()));
      promote.setString(2, id);
      try (ResultSet row = promote.executeQuery()) {
        return row.next()
            ? Optional.of(new Promotion(row.getString(1), retired))
            : Optional.empty();
      }
    }
  }

  public Optional<StoredModel> find(String id) {
    return query("select " + COLUMNS + " from model where id = ?", id).stream().findFirst();
  }

  public Optional<StoredModel> champion(String name) {
    return query("select " + COLUMNS + " from model where name = ? and state = 'champion'", name)
        .stream()
        .findFirst();
  }

  /** The newest of a name, whatever became of it. */
  public Optional<StoredModel> newest(String name) {
    return query(
            "select "
                + COLUMNS
                + " from model where name = ? order by created_at desc, id desc limit 1",
            name)
        .stream()
        .findFirst();
  }

  /** Newest first. */
  public Page<StoredModel> list(int limit, String after) {
    Cursor.requireRow(after, id -> find(id).isPresent());
    List<StoredModel> models =
        after == null
            ? query(
                "select " + COLUMNS + " from model order by created_at desc, id desc limit ?",
                limit + 1)
            : query(
                "select "
                    + COLUMNS
                    + " from model where (created_at, id) < (select created_at, id from model where id = ?)"
                    + " order by created_at desc, id desc limit ?",
                after,
                limit + 1);
    return Page.of(models, limit, StoredModel::id);
  }

  /** The stored form; empty when there is no such model. */
  public Optional<byte[]> artifact(String id) {
    return Sql.call(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select artifact from model where id = ?")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
          }
        });
  }

  /**
   * Deletes all models of a name. In the caller's transaction if there is one. A later model of the
   * name would be numbered from 1 again: take another name.
   *
   * @return how many there were
   */
  @Transactional
  public int delete(String name) {
    return Sql.update(store, "delete from model where name = ?", name);
  }

  private List<StoredModel> query(String sql, Object... parameters) {
    return Sql.list(store, ModelRegistry::model, sql, parameters);
  }

  private static StoredModel model(ResultSet row) throws SQLException {
    try {
      return new StoredModel(
          row.getString(1),
          row.getString(2),
          StoredModel.State.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
          EventJson.mapper().readValue(row.getString(4), ModelCard.class),
          row.getTimestamp(5).toInstant(),
          instant(row.getTimestamp(6)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable model card", e);
    }
  }

  private static Instant instant(Timestamp time) {
    return time == null ? null : time.toInstant();
  }
}
