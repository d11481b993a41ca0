package dev.parallax.recommendation.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Test;

class TeamDraftPropertyTest {
  @Property
  void eachItemStandsOnceInTheOrderOfItsTeamAndNoTeamPicksFarAhead(
      @ForAll @UniqueElements @Size(max = 12) List<@IntRange(max = 20) Integer> first,
      @ForAll @UniqueElements @Size(max = 12) List<@IntRange(max = 20) Integer> second,
      @ForAll @IntRange(min = 1, max = 15) int n,
      @ForAll long seed) {
    List<TeamDraft.Pick<String>> picks = draft(words(first), words(second), n, seed);
    List<String> items = picks.stream().map(TeamDraft.Pick::item).toList();
    Set<String> all = new LinkedHashSet<>(words(first));
    all.addAll(words(second));
    assertThat(items).doesNotHaveDuplicates().hasSize(Math.min(n, all.size()));
    for (boolean team : new boolean[] {false, true}) {
      List<String> own = words(team ? second : first);
      List<String> picked =
          picks.stream().filter(p -> p.second() == team).map(TeamDraft.Pick::item).toList();
      assertThat(own.stream().filter(picked::contains).toList()).isEqualTo(picked);
    }
    if (first.size() >= n && second.size() >= n) {
      long seconds = picks.stream().filter(TeamDraft.Pick::second).count();
      assertThat(Math.abs(2 * seconds - picks.size())).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void ofTwoListsThatAreAlikeNeitherIsPreferred() {
    List<String> same = words(IntStream.range(0, 10).boxed().toList());
    int[] firstPlace = new int[2];
    for (int seed = 0; seed < 4_000; seed++) {
      firstPlace[draft(same, same, 10, seed).getFirst().second() ? 1 : 0]++;
    }
    assertThat(firstPlace[0]).isBetween(1_870, 2_130);
  }

  private static List<TeamDraft.Pick<String>> draft(
      List<String> first, List<String> second, int n, long seed) {
    return TeamDraft.draft(first, second, Function.identity(), n, new SplittableRandom(seed));
  }

  private static List<String> words(List<Integer> numbers) {
    return numbers.stream().flatMap(i -> Stream.of("i" + i)).toList();
  }
}
