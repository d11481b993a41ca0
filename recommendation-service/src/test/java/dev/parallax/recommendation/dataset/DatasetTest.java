package dev.parallax.recommendation.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.recommendation.evaluation.data.Split;
import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.popularity.Popularity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final long DAY = 86_400;
  private static final int DAY_MINUTES = 1_440;

  @Test
  void aProfileKnowsOnlyWhatHappenedBefore() {
    DatasetBuilder rows = new DatasetBuilder();
    order(rows, 7L, 1, "a", "b");
    order(rows, 7L, 10, "c");
    rows.refund(7L, "b", 1, 5 * DAY);
    Dataset data = rows.build();

    Profiles early = data.profiles(before(data, 4), 100);
    assertThat(preference(early, 0, 0)).isPositive();
    assertThat(preference(early, 0, 1)).as("not given back yet").isPositive();
    assertThat(early.preferences().entries()).isEqualTo(2);

    Profiles later = data.profiles(before(data, 11), 100);
    assertThat(later.preferences().entries()).isEqualTo(3);
    assertThat(preference(later, 0, 1)).as("given back").isZero();
    assertThat(preference(later, 0, 2)).isPositive();
  }

  private static Rows before(Dataset data, int day) {
    return row -> data.columns().minute[row] < day * DAY_MINUTES;
  }

  @Test
  void aLongProfileKeepsTheNewestItems() {
    DatasetBuilder rows = new DatasetBuilder();
    for (int day = 0; day < 20; day++) {
      order(rows, 1L, day, "item-" + day);
    }
    SparseMatrix newest = rows.build().profiles(Rows.ALL, 3).preferences();
    assertThat(newest.entries()).isEqualTo(3);
    assertThat(List.of(newest.column(0), newest.column(1), newest.column(2)))
        .containsExactly(17, 18, 19);
  }

  @Test
  void rowsOfNobodyCountForPopularityAndBasketsOnly() {
    DatasetBuilder rows = new DatasetBuilder();
    order(rows, null, 1, "a", "b");
    rows.order(3L, new String[] {"a"}, new Integer[] {1}, DAY, false);
    Dataset data = rows.build();
    assertThat(data.customers()).isEqualTo(1);
    assertThat(data.baskets()).isEqualTo(1);
    assertThat(data.profiles(Rows.ALL, 10).preferences().entries()).isEqualTo(1);
    Popularity popularity = data.popularity(Rows.ALL, new TimeDecay(Duration.ofDays(30)));
    assertThat(popularity.orders(0)).isEqualTo(2);
    assertThat(popularity.orders(1)).isEqualTo(1);
  }

  @Test
  void theSplitLeavesTheNewestFifthOfOrderLines() {
    DatasetBuilder rows = new DatasetBuilder();
    for (int day = 99; day >= 0; day--) {
      order(rows, (long) day % 5, day, "x");
    }
    rows.signal(1L, "x", Signal.VIEWED, 0, 5_000 * DAY);
    Dataset data = rows.build();
    int cut = data.minuteAt(0.8);
    assertThat(cut).isEqualTo(80 * DAY_MINUTES);
    Holdout holdout = Holdout.of(data, Split.Method.TIME, 1);
    assertThat(data.baskets(holdout.learned()).size()).isEqualTo(80);
    assertThat(data.baskets(holdout.training()).size()).isEqualTo(64);
    assertThat(data.baskets(holdout.test()).size()).isEqualTo(20);
    assertThat(data.goals(0, holdout.test()).get(0)).isTrue();
  }

  @Test
  void leaveLastOutAsksTheLastOrderOfEachAndLearnsFromNothingAfterIt() {
    DatasetBuilder rows = new DatasetBuilder();
    order(rows, 1L, 1, "a");
    order(rows, 1L, 5, "b");
    order(rows, 1L, 9, "c", "d");
    rows.signal(1L, "e", Signal.VIEWED, 0, 10 * DAY);
    order(rows, 2L, 1, "a");
    order(rows, null, 20, "a", "b");
    Dataset data = rows.build();
    Holdout holdout = Holdout.of(data, Split.Method.LEAVE_LAST_OUT, 1);
    assertThat(data.goals(0, holdout.test()).cardinality()).isEqualTo(2);
    assertThat(data.goals(0, holdout.validation()).cardinality()).isEqualTo(1);
    assertThat(data.goals(1, holdout.training()).cardinality()).isEqualTo(1);
    assertThat(data.baskets(holdout.learned()).size()).isEqualTo(4);
    assertThat(data.profiles(holdout.learned(), 10).interactions().size()).isEqualTo(3);
  }

  @Test
  void atRandomOrdersAreHeldOutWhole() {
    DatasetBuilder rows = new DatasetBuilder();
    for (int i = 0; i < 500; i++) {
      order(rows, i % 2 == 0 ? (long) i % 50 : null, i, "x" + i, "y" + i);
    }
    Dataset data = rows.build();
    Holdout holdout = Holdout.of(data, Split.Method.RANDOM, 3);
    int test = data.baskets(holdout.test()).size();
    assertThat(test).isBetween(70, 130);
    assertThat(data.baskets(holdout.learned()).size()).isEqualTo(500 - test);
    int held = 0;
    for (int c = 0; c < data.customers(); c++) {
      held += data.goals(c, holdout.test()).cardinality();
    }
    assertThat(held % 2).as("both items of an order").isZero();
  }

  @Test
  void timesThatNoCalendarKnowsDoNotStopLearning() {
    DatasetBuilder rows = new DatasetBuilder();
    rows.signal(1L, "x", Signal.VIEWED, 0, Long.MIN_VALUE);
    rows.signal(1L, "x", Signal.VIEWED, 0, Long.MAX_VALUE);
    Dataset data = rows.build();
    assertThat(data.firstMinute()).isLessThan(data.lastMinute());
    assertThat(data.lastMinute() + 1).isGreaterThan(data.lastMinute());
  }

  @Test
  void itemNumbersGoBothWays() {
    ItemNumbers numbers = new ItemNumbers(List.of("a", "b"));
    assertThat(numbers.number("c")).isEqualTo(2);
    assertThat(numbers.number("a")).isZero();
    assertThat(numbers.id(2)).isEqualTo("c");
    assertThat(numbers.find("nothing")).isEqualTo(ItemNumbers.UNKNOWN);
    assertThatIllegalArgumentException().isThrownBy(() -> new ItemNumbers(List.of("a", "a")));
  }

  private static void order(DatasetBuilder rows, Long customer, int day, String... items) {
    Integer[] pieces = new Integer[items.length];
    java.util.Arrays.fill(pieces, 1);
    rows.order(customer, items, pieces, day * DAY, true);
  }

  private static float preference(Profiles profiles, int customer, int item) {
    SparseMatrix matrix = profiles.preferences();
    for (int p = matrix.from(customer); p < matrix.to(customer); p++) {
      if (matrix.column(p) == item) {
        return matrix.value(p);
      }
    }
    return Float.NaN;
  }
}
