package dev.parallax.fraud.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.Reason;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.fraud.feature.Feature;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  private static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
  private static final TransactionRecorded PAYMENT =
      new TransactionRecorded(
          "t1",
          null,
          "a1",
          "purchase",
          new BigDecimal("12.50"),
          "EUR",
          "till-1",
          null,
          "DE",
          "store",
          null,
          NOW,
          NOW,
          "test");

  private static List<Reason> of(double... contributions) {
    return Reasons.ofModel(
        PAYMENT, new double[Feature.count()], Arrays.copyOf(contributions, Feature.count()));
  }

  @Test
  void aPaymentThatIsOrdinaryInEveryRespectHasThatForAReason() {
    for (List<Reason> reasons : List.of(of(), of(0.04, -0.049, 0.03))) {
      assertThat(reasons).extracting(Reason::code).containsExactly("like-the-average");
      assertThat(reasons.getFirst().text().en()).contains("average");
      assertThat(reasons.getFirst().text().zh()).contains("平均");
    }
  }

  @Test
  void theStrongestTermsComeFirstAndNegligibleOnesNotAtAll() {
    assertThat(of(0.1, -2, 0.04, 0.7))
        .extracting(Reason::code)
        .containsExactly("amount-to-mean-1d", "amount-to-mean-30d", "amount");
  }
}
