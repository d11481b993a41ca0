package dev.parallax.recommendation.tact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CategoryPoliciesTest {
  private static final CategoryPolicies HEALTH =
      new CategoryPolicies(List.of(new CategoryPolicy("Health", Quiet.NO, true, Instant.EPOCH)));

  @ParameterizedTest
  @CsvSource({
    "Health, true",
    "health, true",
    "Health/Tests, true",
    "HEALTH > Tests, true",
    "Health>Tests, true",
    "Health / Tests, true",
    "Healthy food, false",
    "Home/Health, false",
    "Heal, false"
  })
  void aPolicyCoversWhatIsUnderItHoweverItIsSpelt(String category, boolean covered) {
    assertThat(HEALTH.isSensitive(category)).isEqualTo(covered);
  }
}
