package dev.parallax.recommendation.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
  /** Counts as RecBole's {@code _calcu_split_ids} gives them for [0.8, 0.1, 0.1]. */
  @ParameterizedTest
  @CsvSource({
    "1,1,0,0",
    "2,1,0,1",
    "3,1,1,1",
    "9,7,1,1",
    "10,8,1,1",
    "19,17,1,1",
    "25,21,2,2",
    "30,24,3,3"
  })
  void eightyTenTenIsRoundedAsRecBoleDoes(int rows, int training, int validation, int test) {
    byte[] parts = parts(Split.Method.RANDOM, List.of(0.8, 0.1, 0.1), rows);
    assertThat(count(parts, Split.TRAINING)).isEqualTo(training);
    assertThat(count(parts, Split.VALIDATION)).isEqualTo(validation);
    assertThat(count(parts, Split.TEST)).isEqualTo(test);
  }

  @ParameterizedTest
  @CsvSource({"4,1", "8,2", "20,5", "100,25"})
  void threeQuartersLeaveAQuarterForTheTest(int rows, int test) {
    assertThat(count(parts(Split.Method.RANDOM, List.of(0.75, 0.25), rows), Split.TEST))
        .isEqualTo(test);
  }

  @Test
  void anotherSeedPartsOtherwiseAndTheSameSeedTheSame() {
    InteractionTable table = table(3, 40);
    byte[] one = new Split(Split.Method.RANDOM, List.of(0.5, 0.5), 1).parts(table);
    assertThat(one).isEqualTo(new Split(Split.Method.RANDOM, List.of(0.5, 0.5), 1).parts(table));
    assertThat(one).isNotEqualTo(new Split(Split.Method.RANDOM, List.of(0.5, 0.5), 2).parts(table));
  }

  @Test
  void byTimeNothingLearnedFromIsLaterThanWhatIsAsked() {
    InteractionTable table = table(7, 30);
    byte[] parts = new Split(Split.Method.TIME, List.of(0.8, 0.2), 1).parts(table);
    long[] newest = {0, 0, 0};
    long[] oldest = {Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE};
    for (int r = 0; r < table.size(); r++) {
      newest[parts[r]] = Math.max(newest[parts[r]], table.second(r));
      oldest[parts[r]] = Math.min(oldest[parts[r]], table.second(r));
    }
    assertThat(newest[Split.TRAINING]).isLessThan(oldest[Split.VALIDATION]);
    assertThat(newest[Split.VALIDATION]).isLessThan(oldest[Split.TEST]);
    assertThat(count(parts, Split.TEST)).isEqualTo(table.size() / 5);
    assertThat(count(parts, Split.VALIDATION)).isEqualTo(Math.round(0.16f * table.size()));
  }

  @Test
  void theLastOfEachUserIsAskedTheOneBeforeTunesAndTheRestIsLearnedFrom() {
    InteractionTable.Builder rows = InteractionTable.builder(false, true);
    rows.add(0, 0, 1, 30).add(0, 1, 1, 10).add(0, 2, 1, 20).add(0, 3, 1, 30);
    rows.add(1, 0, 1, 5).add(1, 1, 1, 6).add(2, 0, 1, 7);
    Split split = new Split(Split.Method.LEAVE_LAST_OUT, List.of(0.8, 0.2), 1);
    assertThat(split.shares()).isEmpty();
    byte[] parts = split.parts(rows.build());
    assertThat(parts)
        .containsExactly(
            Split.VALIDATION,
            Split.TRAINING,
            Split.TRAINING,
            Split.TEST,
            Split.TRAINING,
            Split.TEST,
            Split.TRAINING);
  }

  @Test
  void sharesThatDoNotAddUpAndAMethodThatIsNoneAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Split(Split.Method.RANDOM, List.of(0.8, 0.1), 1))
        .withMessageStartingWith("shares must");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Split(Split.Method.RANDOM, List.of(1.0), 1))
        .withMessageStartingWith("shares must");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.Method.of("loo"))
        .withMessageStartingWith("split must be one of time, leave-last-out, random");
  }

  private static byte[] parts(Split.Method method, List<Double> shares, int rows) {
    return new Split(method, shares, 1).parts(table(1, rows));
  }

  private static InteractionTable table(int users, int rowsEach) {
    InteractionTable.Builder rows = InteractionTable.builder(false, true);
    for (int i = 0; i < rowsEach; i++) {
      for (int u = 0; u < users; u++) {
        rows.add(u, i, 1, (i * 37L % rowsEach) * users + u);
      }
    }
    return rows.build();
  }

  private static int count(byte[] parts, byte part) {
    int count = 0;
    for (byte one : parts) {
      count += one == part ? 1 : 0;
    }
    return count;
  }
}
