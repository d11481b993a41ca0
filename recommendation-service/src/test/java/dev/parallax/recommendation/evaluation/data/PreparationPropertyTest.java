package dev.parallax.recommendation.evaluation.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PreparationPropertyTest {
  private record Row(int user, int item) {}

  /**
   * The k-core is what the slow way leaves: take away one at a time until nothing is to be taken.
   */
  @Property(tries = 200)
  void theCoreIsWhatRemovingOneAtATimeLeaves(
      @ForAll @IntRange(min = 0, max = 100_000) int seed,
      @ForAll @IntRange(min = 2, max = 5) int core) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    InteractionTable.Builder table = InteractionTable.builder(false, false);
    for (int i = 0; i < 60; i++) {
      Row row = new Row(random.nextInt(8), random.nextInt(10));
      table.add(row.user(), row.item(), 1, 0);
      rows.add(row);
    }
    List<Row> left = rows.stream().distinct().collect(Collectors.toCollection(ArrayList::new));
    boolean removed = true;
    while (removed) {
      removed =
          left.removeIf(row -> count(left, row, true) < core || count(left, row, false) < core);
    }
    InteractionTable prepared = new Preparation(null, core).apply(table.build());
    assertThat(prepared.size()).isEqualTo(left.size());
    assertThat(prepared.users()).isEqualTo((int) left.stream().map(Row::user).distinct().count());
    assertThat(prepared.items()).isEqualTo((int) left.stream().map(Row::item).distinct().count());
  }

  private static long count(List<Row> rows, Row like, boolean byUser) {
    return List.copyOf(rows).stream()
        .filter(row -> byUser ? row.user() == like.user() : row.item() == like.item())
        .count();
  }

  @Example
  void aRepeatCountsOnceAtItsFirstTimeWithItsLatestRating() {
    InteractionTable.Builder rows = InteractionTable.builder(true, true);
    rows.add(0, 0, 4, 20).add(0, 1, 5, 15).add(0, 0, 2, 30).add(0, 0, 3, 10);
    InteractionTable prepared = new Preparation(null, 0).apply(rows.build());
    assertThat(prepared.size()).isEqualTo(2);
    assertThat(prepared.second(1)).isEqualTo(10);
    assertThat(prepared.value(1)).isEqualTo(2);
  }

  @Example
  void lowRatingsGoBeforeAnythingIsCounted() {
    InteractionTable.Builder rows = InteractionTable.builder(true, true);
    rows.add(0, 0, 3, 1).add(0, 1, 2.9f, 2).add(1, 1, 1, 3);
    InteractionTable prepared = new Preparation(3.0, 0).apply(rows.build());
    assertThat(prepared.size()).isEqualTo(1);
    assertThat(prepared.users()).isEqualTo(1);
    assertThat(prepared.items()).isEqualTo(1);
  }
}
