package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.shop.ShopPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./parallax import} as a user runs it, on a suite that has learned nothing yet. That is why
 * it comes before the demo, which a few payments without a customer do not disturb.
 */
@Order(5)
class ImportIT {

  private static final int PAYMENTS = 50;
  private static final ShopPlan PLAN =
      new ShopPlan(5, 100, 60, Instant.now().truncatedTo(ChronoUnit.DAYS));

  private final Suite suite = Suite.shared();

  @TempDir private Path folder;

  @Test
  void paymentsAreImportedAndJudgedAndWhatIsNotLearnedYetIsSaid() throws IOException {
    Counts before = Counts.now(suite.client());
    Path payments = ToldFiles.write(PLAN, PAYMENTS, folder).payments();

    Script.Result result = suite.run("import", "transactions", payments.toString());

    System.out.println(result.output());
    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("accepted %d, rejected 0".formatted(PAYMENTS))
        .contains("none yet: the segmentation has not been trained", "Where to look further");
    Counts.awaitGrowth(
        suite.client(),
        before,
        Map.of("fraud.transactions", (long) PAYMENTS, "fraud.decisions", (long) PAYMENTS),
        Duration.ofMinutes(1));
  }

  @Test
  void aFileThatIsNotThereIsNamedBeforeAnythingIsDone() throws IOException {
    Script.Result result = suite.run("import", "transactions", "no-such-file.csv");

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.output())
        .contains("There is no readable file 'no-such-file.csv'.")
        .doesNotContain("\tat ");
  }
}
