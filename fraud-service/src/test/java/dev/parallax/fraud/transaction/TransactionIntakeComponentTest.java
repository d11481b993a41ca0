package dev.parallax.fraud.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What leaves the edge of decisions, with the service's own configuration. */
@QuarkusTest
@WithRealServers
class TransactionIntakeComponentTest {
  private static final String CARD = "4111111111111111";
  private static final String USER = "customer-0001234";

  @Inject TransactionIntake intake;

  @Test
  void noRealIdIsLeftInAnyField() {
    TransactionRecorded recorded =
        intake.accept(
            new TransactionRequest(
                "t-1",
                USER,
                CARD,
                BigDecimal.TEN,
                "EUR",
                Instant.now().minusSeconds(60),
                "till of " + USER,
                "device-" + CARD,
                "DE",
                "web-" + USER,
                "order-" + CARD,
                "purchase"));

    String sent = new String(EventJson.write(recorded), StandardCharsets.UTF_8);
    assertThat(sent).doesNotContain(CARD).doesNotContain(USER);
    assertThat(recorded.orderId()).isEqualTo("order-" + recorded.account());
    assertThat(recorded.channel()).isEqualTo("web-" + recorded.cid());
  }
}
