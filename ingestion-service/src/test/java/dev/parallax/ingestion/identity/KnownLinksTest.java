package dev.parallax.ingestion.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownLinksTest {
  private final KnownLinks known = new KnownLinks();

  @Test
  void wordsAboutWhoIsForgottenAreAskedOfTheStoreAgain() {
    known.remember(Map.of("a_1", "c_1", "c_1", "c_2"), known.epoch());
    known.settle("a_1", "c_1", known.epoch());
    known.forget(List.of("c_1"));
    assertThat(known.isSettled("a_1", "c_1")).isFalse();
    assertThat(known.resolve("c_1")).isEqualTo("c_1");
  }

  @Test
  void whatASplitUndidMeanwhileIsNotRememberedWhenItsRequestComesToItAtLast() {
    long asOf = known.epoch();
    known.forget(List.of("a_1"));
    known.remember(Map.of("a_1", "c_1"), asOf);
    known.settle("a_1", "c_1", asOf);
    assertThat(known.resolve("a_1")).isEqualTo("a_1");
    assertThat(known.isSettled("a_1", "c_1")).isFalse();
    known.remember(Map.of("a_1", "c_2"), known.epoch());
    assertThat(known.resolve("a_1")).isEqualTo("c_2");
  }
}
