package dev.parallax.segmentation.customer;

import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Columns;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Traits and consent as they stand. */
@ApplicationScoped
class ProfileStore {
  private final AgroalDataSource store;
  private final StaleCustomers stale;
  private final DerivedData derived;

  ProfileStore(AgroalDataSource store, StaleCustomers stale, DerivedData derived) {
    this.store = store;
    this.stale = stale;
    this.derived = derived;
  }

  /** One customer's profile under the pseudonym it belongs to by now. */
  record Profile(String cid, CustomerProfileChanged event) {}

  /**
   * The latest traits count, and the latest answer on analytics ({@link Answer#and}). With a
   * refusal goes what was derived from the customer's facts; the facts stay, unused, until they
   * agree again or are erased.
   */
  void write(Collection<Profile> profiles) {
    if (profiles.isEmpty()) {
      return;
    }
    Sql.run(
        store,
        connection -> {
          List<String> cids = profiles.stream().map(Profile::cid).sorted().distinct().toList();
          Map<String, Answer> answers = answers(profiles);
          List<String> refusing = refusing(connection, answers);
          if (!refusing.isEmpty()) {
            derived.lock();
          }
          FactStore.insertCustomers(connection, cids);
          writeTraits(connection, latest(profiles));
          writeConsent(connection, answers);
          forgetDerived(connection, refusing);
          stale.mark(connection, cids);
        });
  }

  /** Who refuses and did not before; a profile repeats the answer with each change of a trait. */
  private static List<String> refusing(Connection connection, Map<String, Answer> answers)
      throws SQLException {
    Object[] refused =
        answers.entrySet().stream()
            .filter(answer -> !answer.getValue().agreed())
            .map(Map.Entry::getKey)
            .toArray();
    if (refused.length == 0) {
      return List.of();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select cid from customer where cid = any(?) and analytics is distinct from false")) {
      statement.setArray(1, connection.createArrayOf("text", refused));
      return StaleCustomers.strings(statement.executeQuery());
    }
  }

  /** Of those whose refusal stands. */
  private void forgetDerived(Connection connection, List<String> refusing) throws SQLException {
    if (refusing.isEmpty()) {
      return;
    }
    List<String> gone;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select cid from customer where cid = any(?) and not analytics")) {
      statement.setArray(1, connection.createArrayOf("text", refusing.toArray()));
      gone = StaleCustomers.strings(statement.executeQuery());
    }
    try (PreparedStatement statement =
        connection.prepareStatement("delete from totals where cid = any(?)")) {
      statement.setArray(1, connection.createArrayOf("text", gone.toArray()));
      statement.executeUpdate();
    }
    derived.remove(gone);
  }

  private static List<Profile> latest(Collection<Profile> profiles) {
    Map<String, Profile> latest = new HashMap<>();
    for (Profile profile : profiles) {
      latest.merge(profile.cid(), profile, ProfileStore::later);
    }
    return new ArrayList<>(latest.values());
  }

  private static Profile later(Profile a, Profile b) {
    int order = a.event().occurredAt().compareTo(b.event().occurredAt());
    return (order == 0 ? a.event().id().compareTo(b.event().id()) : order) > 0 ? a : b;
  }

  private static void writeTraits(Connection connection, List<Profile> profiles)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update customer c set traits = n.traits, profile_at = n.at, profile_id = n.id
            from unnest(?::text[], ?::jsonb[], ?::timestamptz[], ?::text[])
              as n (cid, traits, at, id)
            where c.cid = n.cid
              and (c.profile_at is null or (n.at, n.id) > (c.profile_at, c.profile_id))
            """)) {
      Columns.of(statement, profiles)
          .add("text", Profile::cid)
          .add("text", p -> EventJson.mapper().valueToTree(p.event().traits()).toString())
          .add("timestamptz", p -> p.event().occurredAt().toString())
          .add("text", p -> p.event().id());
      statement.executeUpdate();
    }
  }

  private static Map<String, Answer> answers(Collection<Profile> profiles) {
    Map<String, Answer> answers = new TreeMap<>();
    for (Profile profile : profiles) {
      profile
          .event()
          .answer(Purpose.ANALYTICS)
          .ifPresent(answer -> answers.merge(profile.cid(), answer, Answer::and));
    }
    return answers;
  }

  private static void writeConsent(Connection connection, Map<String, Answer> answers)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            update customer c set analytics = n.answer, analytics_at = n.at
            from unnest(?::text[], ?::boolean[], ?::timestamptz[]) as n (cid, answer, at)
            where c.cid = n.cid
              and (c.analytics_at is null or (n.at, not n.answer) > (c.analytics_at, not c.analytics))
            """)) {
      Columns.of(statement, answers.entrySet())
          .add("text", Map.Entry::getKey)
          .add("boolean", answer -> answer.getValue().agreed())
          .add("timestamptz", answer -> answer.getValue().at().toString());
      statement.executeUpdate();
    }
  }

  /** Takes traits and answers away. Not those of the one they were merged into: it has its own. */
  void forget(Collection<String> cids) {
    if (cids.isEmpty()) {
      return;
    }
    Sql.run(
        store,
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  """
                  update customer set traits = '{}', profile_at = null, profile_id = null,
                    analytics = null, analytics_at = null
                  where cid = any(?)
                  """)) {
            statement.setArray(1, connection.createArrayOf("text", cids.toArray()));
            statement.executeUpdate();
          }
          stale.mark(connection, cids);
        });
  }
}
