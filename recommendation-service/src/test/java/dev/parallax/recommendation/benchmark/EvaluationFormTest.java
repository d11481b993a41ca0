package dev.parallax.recommendation.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationFormTest {
  /** The final model learns from the validation where that is but a part of the training. */
  @ParameterizedTest
  @CsvSource({
    ",,,false",
    "random,,,false",
    "random,'0.75,0.25',,true",
    "random,'0.75,0.25',false,false",
    "time,,,true",
    "time,'0.8,0.1,0.1',,false",
    "leave-last-out,,,false",
    "leave-last-out,,true,true"
  })
  void refitIsUsualOnlyWhereNoValidationIsApart(
      String split, String shares, String refit, boolean expected) {
    assertThat(read(split, shares, refit, null).refit()).isEqualTo(expected);
  }

  @Test
  void leaveLastOutHasNoShares() {
    assertThat(read("leave-last-out", null, null, null).shares()).isEmpty();
    assertThat(catchThrowable(() -> read("leave-last-out", "0.8,0.2", null, null)))
        .hasMessageContaining("shares")
        .hasMessageContaining("must not be given with leave-last-out");
  }

  @Test
  void columnsAreKeptAsTheyWereSaid() {
    assertThat(read(null, null, null, " item,user ").columns()).isEqualTo("item,user");
    assertThat(read(null, null, null, "").columns()).isNull();
  }

  private static EvaluationRequest read(String split, String shares, String refit, String columns) {
    return EvaluationForm.read(
        new EvaluationForm.Fields(
            split, shares, null, null, null, null, null, null, refit, null, columns));
  }
}
