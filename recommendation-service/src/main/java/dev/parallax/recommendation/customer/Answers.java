package dev.parallax.recommendation.customer;

import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.store.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The table {@code profile}: by purpose the answer that stands, as {@link Answer#and} has it. */
final class Answers {
  private static final List<Purpose> PURPOSES = List.of(Purpose.ANALYTICS, Purpose.PERSONALIZATION);

  /** {@code %1$s} is the purpose's column, {@code %2$s} where answers come from. */
  private static final String GIVE =
      """
      insert into profile as p (cid, %1$s, %1$s_at)
      %2$s
      on conflict (cid) do update set %1$s = excluded.%1$s, %1$s_at = excluded.%1$s_at
      where p.%1$s is null or (excluded.%1$s_at, not excluded.%1$s) > (p.%1$s_at, not p.%1$s)
      """;

  private Answers() {}

  /**
   * @param owner whose a pseudonym's answers are by now
   */
  static void write(
      Connection connection,
      Collection<CustomerProfileChanged> profiles,
      UnaryOperator<String> owner)
      throws SQLException {
    for (Purpose purpose : PURPOSES) {
      Map<String, Answer> answers = new TreeMap<>();
      for (CustomerProfileChanged profile : profiles) {
        profile
            .answer(purpose)
            .ifPresent(answer -> answers.merge(owner.apply(profile.cid()), answer, Answer::and));
      }
      String given = "select * from unnest(?::text[], ?::boolean[], ?::timestamptz[])";
      try (PreparedStatement statement =
          connection.prepareStatement(GIVE.formatted(purpose.wireName(), given))) {
        Columns.of(statement, answers.entrySet())
            .add("text", Map.Entry::getKey)
            .add("boolean", answer -> answer.getValue().agreed())
            .add("timestamptz", answer -> answer.getValue().at().toString());
        statement.executeUpdate();
      }
    }
  }

  /** Statements that give the answers of merged pseudonyms to their owners. */
  static List<String> moves() {
    return PURPOSES.stream()
        .map(Purpose::wireName)
        .map(
            column ->
                GIVE.formatted(
                    column,
                    "select m.t, f.%1$s, f.%1$s_at from profile f join %2$s on f.cid = m.f where f.%1$s is not null"
                        .formatted(column, Merges.MOVES)))
        .toList();
  }
}
