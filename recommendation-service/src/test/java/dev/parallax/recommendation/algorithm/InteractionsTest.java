package dev.parallax.recommendation.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.recommendation.algorithm.Weighing.Values;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import org.junit.jupiter.api.Test;

class InteractionsTest {
  private static final long DAY = 86_400;

  private static final Interactions DATA =
      Interactions.builder(3, 4)
          .add(2, 3, 5, 2 * DAY)
          .add(0, 1, 2, 9 * DAY)
          .add(2, 0, 1, -7)
          .add(0, 2, 4, 9 * DAY)
          .add(0, 1, 3, 10 * DAY)
          .add(2, 2, 1, 2 * DAY)
          .build();

  @Test
  void rowsAreInTimeOrderAndWhatIsOfTheSameSecondStaysAsItCame() {
    assertThat(History.of(DATA, 0).items()).containsExactly(1, 2, 1);
    assertThat(History.of(DATA, 0).values()).containsExactly(2, 4, 3);
    assertThat(History.of(DATA, 1).size()).isZero();
    assertThat(History.of(DATA, 2).items()).containsExactly(0, 3, 2);
    assertThat(History.of(DATA, 2).seconds()).containsExactly(-7, 2 * DAY, 2 * DAY);
    assertThat(DATA.newestSecond()).isEqualTo(10 * DAY);
  }

  @Test
  void repeatsBecomeOneEntryAsTheyAreWeighed() {
    assertThat(DATA.usersByItems().at(0, 1)).isEqualTo(5);
    assertThat(DATA.usersByItems().entries()).isEqualTo(5);
    assertThat(of(Values.BINARY, 0)).isEqualTo(1);
    assertThat(of(Values.LATEST, 0)).isEqualTo(3);
    assertThat(of(Values.LOG, 0)).isEqualTo((float) (Math.log(6) / Math.log(2)));
    assertThat(of(Values.GIVEN, 1)).isEqualTo(2 * 0.5f + 3);
    assertThat(of(Values.BINARY, 1)).isEqualTo(1);
  }

  private static float of(Values values, double halfLifeDays) {
    Weighing weighing = new Weighing(values, halfLifeDays, halfLifeDays);
    SparseMatrix matrix = weighing.matrix(DATA);
    HistoryVector vector = weighing.vector(History.of(DATA, 0), 4);
    assertThat(vector.items()).containsExactly(1, 2);
    // This history ends with the newest of all, so it decays as what was learned from did.
    assertThat(vector.weights()).containsExactly(matrix.at(0, 1), matrix.at(0, 2));
    return vector.weights()[0];
  }

  @Test
  void refusesWhatIsOutOfRange() {
    Interactions.Builder builder = Interactions.builder(2, 2);
    refused(() -> builder.add(2, 0, 1, 0), "user");
    refused(() -> builder.add(0, -1, 1, 0), "item");
    refused(() -> builder.add(0, 0, Float.NaN, 0), "value");
    refused(() -> builder.add(0, 0, 1, Long.MAX_VALUE), "second");
    refused(() -> builder.add(0, 0, 1, Long.MIN_VALUE), "second");
    refused(() -> new History(new int[2], new float[2], new long[] {2, 1}), "seconds");
    refused(() -> new Effort(0, 1), "threads");
  }

  private static void refused(Runnable what, String field) {
    assertThatIllegalArgumentException().isThrownBy(what::run).withMessageContaining(field);
  }
}
