package dev.parallax.recommendation.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.kit.store.Sql;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.recommendation.rule.AssociationRule;
import dev.parallax.recommendation.rule.Itemsets;
import dev.parallax.recommendation.rule.RuleSettings;
import dev.parallax.recommendation.rule.RuleSource;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What two replicas, late transactions and a broken book do to the rules. */
@QuarkusTest
@WithRealServers
class RuleBookComponentTest {
  private static final int CUSTOMERS = 30;
  private static final int OTHERS = 60;
  private static final RuleSettings PAIRS =
      new RuleSettings(1e-6, 2, 0.1, 0.001, 2, 200_000, 30_000);

  @Inject AgroalDataSource store;
  @Inject BasketReader reader;
  @Inject RulesConfig config;
  @Inject RuleBookStore bookStore;
  @Inject RuleBooks books;

  /** So many that what the tests change is little. */
  @BeforeEach
  void others() {
    for (int customer = 0; customer < OTHERS; customer++) {
      buy("rk-other-" + customer, "only", "RK0");
    }
  }

  @Test
  void anOrderWhoseTransactionWasStillOpenAtOneReadingIsInTheNext() throws SQLException {
    RuleKeeper keeper = keeper();
    try (Connection open = store.getConnection()) {
      open.setAutoCommit(false);
      for (int order = 0; order < 2; order++) {
        buy(open, "rk-late", "late-" + order, "RK1", "RK2");
      }
      assertThat(together(keeper.refresh(PAIRS, true), "RK1", "RK2")).isZero();
      for (int order = 0; order < 2; order++) {
        buy("rk-prompt", "prompt-" + order, "RK1", "RK2");
      }
      assertThat(together(keeper.refresh(PAIRS, true), "RK1", "RK2")).isEqualTo(2);
      open.commit();
      open.setAutoCommit(true);
    }
    RuleKeeper.Refreshed after = keeper.refresh(PAIRS, false);
    assertThat(after.incremental()).isTrue();
    assertThat(together(after, "RK1", "RK2")).isEqualTo(4);
  }

  @Test
  void aReplicaThatFollowedAndOneThatHasJustStartedFindTheSame() {
    for (int customer = 0; customer < CUSTOMERS; customer++) {
      buy("rk-" + customer, "first", "RK3", "RK4", "RK" + (5 + customer % 3));
    }
    RuleKeeper followed = keeper();
    followed.refresh(PAIRS, true);
    for (int customer = 0; customer < 4; customer++) {
      buy("rk-" + customer, "second", "RK4", "RK5");
    }
    Sql.update(store, "update purchase set items = '{RK3,RK6}' where cid = 'rk-5'");
    Sql.update(store, "delete from purchase where cid = 'rk-6'");
    Sql.update(store, "update profile set analytics = false where cid = 'rk-7'");
    RuleKeeper.Refreshed ofFollowed = followed.refresh(PAIRS, true);
    RuleKeeper.Refreshed ofStarted = keeper().refresh(PAIRS, true);
    assertThat(ofFollowed.incremental()).isTrue();
    assertThat(ofStarted.incremental()).isFalse();
    assertThat(together(ofFollowed, "RK3", "RK4")).isEqualTo(CUSTOMERS - 3);
    assertThat(ofFollowed.mined().baskets()).isEqualTo(ofStarted.mined().baskets());
    assertThat(counts(ofFollowed.mined())).isEqualTo(counts(ofStarted.mined()));
    assertThat(rules(ofFollowed.mined())).isEqualTo(rules(ofStarted.mined()));
  }

  @Test
  void whatWasReadEarlierOrWithSettingsOfBeforeReplacesNothing() {
    RuleSettings settings = settings();
    RuleKeeper.Refreshed found = keeper().refresh(settings, true);
    assertThat(write(found, 0, settings, true)).isTrue();
    assertThat(write(found, -1, settings, false)).isFalse();
    assertThat(write(found, 1, PAIRS, false)).isFalse();
    assertThat(write(found, 1, settings, false)).isTrue();
  }

  @Test
  void aBookThatCannotBeReadLeavesTheOneBeforeInService() {
    RuleSettings settings = settings();
    RuleKeeper.Refreshed found = keeper().refresh(settings, true);
    write(found, 0, settings, true);
    books.refresh();
    RuleBook before = books.current(RuleSource.BASKETS).orElseThrow();
    Sql.update(
        store,
        "update rule_book set version = version + 1, artifact = 'half'::bytea where source = ?",
        RuleSource.BASKETS.wireName());
    books.refresh();
    assertThat(books.current(RuleSource.BASKETS)).contains(before);
    write(found, 0, settings, true);
    books.refresh();
    assertThat(books.current(RuleSource.BASKETS).orElseThrow().version())
        .isEqualTo(before.version() + 2);
  }

  private RuleKeeper keeper() {
    return new RuleKeeper(RuleSource.BASKETS, reader, config);
  }

  /** Those that count, so that nothing changes for other tests. */
  private RuleSettings settings() {
    return bookStore.settings(RuleSource.BASKETS);
  }

  private boolean write(
      RuleKeeper.Refreshed found, int secondsLater, RuleSettings settings, boolean asked) {
    return bookStore.write(
        RuleSource.BASKETS,
        found.readAt().plusSeconds(secondsLater),
        settings,
        found.mined(),
        asked);
  }

  private void buy(String cid, String order, String... items) {
    Sql.run(store, connection -> buy(connection, cid, order, items));
  }

  private static void buy(Connection connection, String cid, String order, String... items)
      throws SQLException {
    for (String table : List.of("customer (cid) values (?)", "profile values (?, true, true)")) {
      try (PreparedStatement statement =
          connection.prepareStatement("insert into " + table + " on conflict do nothing")) {
        statement.setString(1, cid);
        statement.executeUpdate();
      }
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "insert into purchase (cid, order_id, occurred_at, items, quantities, lines_at)"
                + " values (?, ?, now(), ?, array_fill(1, array[?]), now())"
                + " on conflict do nothing")) {
      statement.setString(1, cid);
      statement.setString(2, order);
      statement.setArray(3, connection.createArrayOf("text", items));
      statement.setInt(4, items.length);
      statement.executeUpdate();
    }
  }

  private static int together(RuleKeeper.Refreshed refreshed, String... items) {
    return counts(refreshed.mined()).getOrDefault(new TreeSet<>(List.of(items)), 0);
  }

  private static Map<Set<String>, Integer> counts(RuleBook.Mined mined) {
    Itemsets itemsets = mined.itemsets();
    Map<Set<String>, Integer> counts = new HashMap<>();
    for (int set = 0; set < itemsets.size(); set++) {
      Set<String> items = new TreeSet<>();
      for (int i = 0; i < itemsets.length(set); i++) {
        items.add(mined.items().get(itemsets.item(set, i)));
      }
      counts.put(items, itemsets.count(set));
    }
    return counts;
  }

  private static Set<String> rules(RuleBook.Mined mined) {
    List<AssociationRule> rules = mined.found().rules();
    return rules.stream()
        .map(
            rule ->
                mined.items().get(rule.antecedent(0))
                    + " => "
                    + mined.items().get(rule.consequent())
                    + " "
                    + rule.count()
                    + " "
                    + rule.antecedentCount()
                    + " "
                    + rule.consequentCount()
                    + " "
                    + rule.baskets())
        .collect(Collectors.toSet());
  }
}
