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

  ProfileStore(AgroalDataSource store, StaleCustomers stale) {
    this.store = store;
    this.stale = stale;
  }

  /** One customer's profile under the pseudonym it belongs to by now. */
  record Profile(String cid, CustomerProfileChanged event) {}

  /** The latest traits count, and the latest answer on analytics ({@link Answer#and}). */
  void write(Collection<Profile> profiles) {
    if (profiles.isEmpty()) {
      return;
    }
    Sql.run(
        store,
        connection -> {
          List<String> cids = profiles.stream().map(Profile::cid).sorted().distinct().toList();
          FactStore.insertCustomers(connection, cids);
          writeTraits(connection, latest(profiles));
          writeConsent(connection, answers(profiles));
          stale.mark(connection, cids);
        });
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
