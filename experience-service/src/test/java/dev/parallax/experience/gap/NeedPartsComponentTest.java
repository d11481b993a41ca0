package dev.parallax.experience.gap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.experience.customer.Analytics;
import dev.parallax.experience.world.Store;
import dev.parallax.kit.testing.WithRealServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers
class NeedPartsComponentTest {
  @Inject AgroalDataSource store;
  @Inject Analytics analytics;

  private NeedParts parts;

  @BeforeEach
  void clear() {
    Store.clear();
    parts = new NeedParts(analytics);
  }

  /** Three searches, of one, two and three customers. */
  private void search() {
    run(
        "insert into customer (cid) values ('c_1'), ('c_2'), ('c_3')",
        "insert into subject (kind, key) values ('QUERY', 'rare'), ('QUERY', 'known'), ('QUERY', 'common')",
        """
        insert into interest (customer_id, subject_id, searches, empty_searches)
        select c.id, s.id, 1, 1 from customer c join subject s
          on c.cid <= case s.key when 'rare' then 'c_1' when 'known' then 'c_2' else 'c_3' end
        """,
        "insert into need_stale select id from customer");
  }

  @Test
  void ofTooManyWordsThoseOfTheMostCustomersAreNeeds() {
    search();
    refresh(3);
    assertThat(Store.number("select count(distinct need) from need_part")).isEqualTo(3);
    refresh(2);
    assertThat(Store.number("select count(*) from need_part where need like '%rare'")).isZero();
    assertThat(Store.number("select count(*) from need_part where need like '%known'"))
        .isEqualTo(2);
    assertThat(Store.number("select count(*) from need_part where need like '%common'"))
        .isEqualTo(3);
    refresh(3);
    assertThat(Store.number("select count(*) from need_part where need like '%rare'"))
        .as("room again")
        .isEqualTo(1);
  }

  private void refresh(int mostTexts) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try (Connection connection = store.getConnection()) {
                parts.refresh(connection, List.of(), mostTexts);
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  private void run(String... statements) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try (Connection connection = store.getConnection();
                  Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                  statement.execute(sql);
                }
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });
  }
}
