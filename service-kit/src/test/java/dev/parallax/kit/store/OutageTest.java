package dev.parallax.kit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
  @ParameterizedTest
  @ValueSource(strings = {"08006", "53300", "57P01", "58030", "40P01"})
  void aDatabaseThatIsAwayOrAClashPasses(String state) {
    assertThat(Outage.isPassing(new StoreException(new SQLException("away", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "22003", "42P01"})
  void aMistakeDoesNot(String state) {
    assertThat(Outage.isPassing(new StoreException(new SQLException("mistake", state)))).isFalse();
  }

  @Test
  void aCommitThatCouldNotBeMadePasses() {
    assertThat(Outage.isPassing(new QuarkusTransactionException(new RollbackException("gone"))))
        .isTrue();
  }

  @Test
  void aCommitThatTheDatabaseRefusedForAMistakeDoesNot() {
    RollbackException refused = new RollbackException("refused");
    refused.initCause(new SQLException("deferred constraint", "23503"));
    assertThat(Outage.isPassing(new QuarkusTransactionException(refused))).isFalse();
  }

  @Test
  void whatIsNotOfTheDatabaseDoesNot() {
    assertThat(Outage.isPassing(new IllegalStateException("unreadable jsonb"))).isFalse();
  }
}
