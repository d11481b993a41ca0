package dev.parallax.recommendation.tact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.occasion.Context;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
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

  @Test
  void categoriesAreCoveredWithWhatIsUnderThem() {
    CategoryPolicies policies =
        new CategoryPolicies(
            List.of(
                new CategoryPolicy("Health", Quiet.IN_EMAIL, true, null),
                new CategoryPolicy("Health/Tests", Quiet.EVERYWHERE, false, null)));
    var email = Context.EMAIL;
    var home = Context.HOME;
    assertThat(policies.isQuiet("Health", email)).isTrue();
    assertThat(policies.isQuiet("Health", home)).isFalse();
    assertThat(policies.isQuiet("Health > Skin", email)).isTrue();
    assertThat(policies.isQuiet("Health/Tests", home)).isTrue();
    assertThat(policies.isSensitive("Health/Tests/Blood")).isTrue();
    assertThat(policies.isSensitive("Healthy Food")).isFalse();
  }
}
