package dev.parallax.experience.customer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.contracts.identity.IdentitiesMerged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergePlanTest {
  private static final Map<String, Long> IDS = Map.of("a", 1L, "b", 2L, "c", 3L, "d", 4L);

  private static MergePlan plan(Map<Long, Long> present, String... pairs) {
    List<IdentitiesMerged> merges = new ArrayList<>();
    for (String pair : pairs) {
      merges.add(
          new IdentitiesMerged(pair, pair.substring(0, 1), pair.substring(1), Instant.EPOCH));
    }
    return new MergePlan(merges, IDS, present);
  }

  private static final Map<Long, Long> ALL_APART = Map.of(1L, 1L, 2L, 2L, 3L, 3L, 4L, 4L);

  @Test
  void chainEndsAtItsLastCustomerWhateverTheOrder() {
    for (String[] order : new String[][] {{"ab", "bc"}, {"bc", "ab"}}) {
      MergePlan plan = plan(ALL_APART, order);
      assertThat(plan.moves()).containsOnly(Map.entry(1L, 3L), Map.entry(2L, 3L));
      assertThat(plan.aliases()).containsOnly(Map.entry(1L, 3L), Map.entry(2L, 3L));
    }
  }

  @Test
  void secondCustomerOfAVisitorGetsTheFutureAndTheFirstKeepsThePast() {
    MergePlan plan = plan(ALL_APART, "ab", "ac");
    assertThat(plan.moves()).containsOnly(Map.entry(1L, 2L));
    assertThat(plan.aliases()).containsOnly(Map.entry(1L, 3L));
  }

  @Test
  void whatMovedOnceMovesOnWithTheCustomer() {
    MergePlan plan = plan(ALL_APART, "ab", "ac", "bd");
    assertThat(plan.moves()).containsOnly(Map.entry(1L, 4L), Map.entry(2L, 4L));
    assertThat(plan.aliases()).containsOnly(Map.entry(1L, 3L), Map.entry(2L, 4L));
  }

  @Test
  void mergesThatSayNothingNewAndCirclesChangeNothing() {
    assertThat(plan(Map.of(1L, 2L, 2L, 2L), "ab", "ba").moves()).isEmpty();
    assertThat(plan(ALL_APART, "ab", "ba").aliases()).containsOnly(Map.entry(1L, 2L));
  }
}
