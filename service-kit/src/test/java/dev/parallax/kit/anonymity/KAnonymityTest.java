package dev.parallax.kit.anonymity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class KAnonymityTest {
  private static final KAnonymity TEN = new KAnonymity(10);

  /** A group by its number, or several together, which have none. */
  private record Cell(Integer number, long customers) {
    static Cell together(List<Cell> cells) {
      return new Cell(null, cells.stream().mapToLong(Cell::customers).sum());
    }

    /** Says nothing of what does not add up but how many groups they are. */
    static Cell several(List<Cell> cells) {
      return new Cell(null, -cells.size());
    }
  }

  private static Release<Cell> release(KAnonymity rule, Belonging belonging, List<Integer> counts) {
    return rule.release(
        IntStream.range(0, counts.size())
            .mapToObj(i -> new Group<>(new Cell(i, counts.get(i)), counts.get(i)))
            .toList(),
        belonging,
        belonging == Belonging.TO_ONE ? Cell::together : Cell::several);
  }

  private static List<Long> shown(Release<Cell> release) {
    return release.published().stream().map(Cell::customers).toList();
  }

  @Test
  void aGroupOfTenIsShownAndWithoutASmallerOneNothingIsWithheld() {
    Release<Cell> release = release(TEN, Belonging.TO_ONE, List.of(10, 30, 10));
    assertThat(shown(release)).containsExactly(10L, 30L, 10L);
    assertThat(release.other()).isEmpty();
    assertThat(release.withheld()).isZero();
  }

  @Test
  void aSingleGroupOfNineTakesTheNextSmallestWithIt() {
    Release<Cell> release = release(TEN, Belonging.TO_ONE, List.of(40, 9, 10, 11));
    assertThat(shown(release)).containsExactly(40L, 11L);
    assertThat(release.other()).map(Cell::customers).hasValue(19L);
    assertThat(release.withheld()).isEqualTo(2);
  }

  @Test
  void smallGroupsThatTogetherReachKAreOneOther() {
    Release<Cell> release = release(TEN, Belonging.TO_ONE, List.of(3, 50, 8));
    assertThat(shown(release)).containsExactly(50L);
    assertThat(release.other()).map(Cell::customers).hasValue(11L);
  }

  @Test
  void equalGroupsTellNothingOfThemselvesByTheirSum() {
    assertThat(shown(release(TEN, Belonging.TO_ONE, List.of(9, 9, 20, 30)))).containsExactly(30L);
    assertThat(release(TEN, Belonging.TO_ONE, List.of(9, 9)).other()).isEmpty();
  }

  @Test
  void whatIsTooLittleAltogetherIsNotShownAtAll() {
    Release<Cell> release = release(TEN, Belonging.TO_ONE, List.of(4, 5));
    assertThat(release).isEqualTo(new Release<>(List.of(), Optional.empty(), 2));
  }

  @Test
  void customersOfSeveralGroupsAreNotAddedUp() {
    Release<Cell> release = release(TEN, Belonging.TO_SEVERAL, List.of(9, 8, 15, 40));
    assertThat(shown(release)).as("9 and 8 may be the same nine").containsExactly(40L);
    assertThat(release.withheld()).isEqualTo(3);
  }

  @Test
  void kBelowTwoIsRefusedByItsName() {
    assertThatThrownBy(() -> new KAnonymity(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parallax.privacy.k must be 2 or more, not 1");
  }

  @Property
  void noGroupBelowKIsShownAndNoneIsLost(
      @ForAll @IntRange(min = 2, max = 20) int k,
      @ForAll Belonging belonging,
      @ForAll @Size(max = 30) List<@IntRange(min = 1, max = 40) Integer> counts) {
    Release<Cell> release = release(new KAnonymity(k), belonging, counts);
    assertThat(shown(release)).allMatch(customers -> customers >= k);
    assertThat(release.published().size() + release.withheld()).isEqualTo(counts.size());
    if (release.other().isPresent()) {
      assertThat(atLeast(belonging, withheld(counts, release))).isGreaterThanOrEqualTo(k);
    }
    if (release.withheld() > 0 && !release.published().isEmpty()) {
      assertThat(release.withheld()).isGreaterThan(1);
      assertThat(release.other()).isPresent();
    }
  }

  private static List<Integer> withheld(List<Integer> counts, Release<Cell> release) {
    Set<Integer> shown = numbers(release);
    return IntStream.range(0, counts.size())
        .filter(number -> !shown.contains(number))
        .mapToObj(counts::get)
        .toList();
  }

  /** How many customers groups are sure to have together. */
  private static int atLeast(Belonging belonging, List<Integer> counts) {
    IntStream each = counts.stream().mapToInt(Integer::intValue);
    return belonging == Belonging.TO_ONE ? each.sum() : each.max().orElseThrow();
  }

  private static Set<Integer> numbers(Release<Cell> release) {
    return release.published().stream().map(Cell::number).collect(Collectors.toSet());
  }

  /**
   * Every table there is, and for each release all the tables that lead to it: whoever knows the
   * release, the total where there is one, the names of all groups and the procedure itself cannot
   * tell the count of any group that was left out.
   */
  @Property(generation = net.jqwik.api.GenerationMode.EXHAUSTIVE)
  void noCountThatWasLeftOutCanBeComputed(
      @ForAll @IntRange(min = 3, max = 4) int k,
      @ForAll Belonging belonging,
      @ForAll @IntRange(min = 1, max = 4) int groups) {
    KAnonymity rule = new KAnonymity(k);
    Map<Release<Cell>, List<List<Integer>>> tables = new HashMap<>();
    for (List<Integer> table : tables(groups, 2 * k + 1)) {
      tables.computeIfAbsent(release(rule, belonging, table), r -> new ArrayList<>()).add(table);
    }
    tables.forEach((release, possible) -> assertNoneIsKnown(groups, release, possible));
  }

  private static void assertNoneIsKnown(
      int groups, Release<Cell> release, List<List<Integer>> possible) {
    Set<Integer> shown = numbers(release);
    for (int group = 0; group < groups; group++) {
      int number = group;
      if (!shown.contains(number)) {
        assertThat(possible.stream().map(table -> table.get(number)).distinct().count())
            .as("what group %s can be, given %s", number, release)
            .isGreaterThan(1);
      }
    }
  }

  private static List<List<Integer>> tables(int groups, int most) {
    if (groups == 0) {
      return List.of(List.of());
    }
    List<List<Integer>> tables = new ArrayList<>();
    for (List<Integer> rest : tables(groups - 1, most)) {
      for (int count = 1; count <= most; count++) {
        List<Integer> table = new ArrayList<>(rest);
        table.add(count);
        tables.add(table);
      }
    }
    return tables;
  }
}
