package dev.parallax.recommendation.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.kit.page.Cursor;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SortedRowsTest {
  private static final String[] NAMES = {"a", "b", "c", "d", "e"};

  @Test
  void aPageGoesOnBehindARowThatIsGoneByThen() {
    SortedRows before = rows(new double[] {5, 4, 4, 2, Double.POSITIVE_INFINITY}, NAMES);
    assertThat(all(before, 0)).containsExactly("e", "a", "b", "c", "d");
    String afterB = Cursor.decode(before.cursor(2));
    assertThat(all(before, before.placeAfter(afterB))).containsExactly("c", "d");
    SortedRows without = rows(new double[] {5, 4, 2, 9}, new String[] {"a", "c", "d", "e"});
    List<String> left = new ArrayList<>();
    for (int place = without.placeAfter(afterB); place < without.size(); place++) {
      left.add(new String[] {"a", "c", "d", "e"}[without.row(place)]);
    }
    assertThat(left).containsExactly("c", "d");
    String afterInfinity = Cursor.decode(before.cursor(0));
    assertThat(before.placeAfter(afterInfinity)).isEqualTo(1);
  }

  @Test
  void aCursorOfAnotherOrderIsRefused() {
    SortedRows rows = rows(new double[] {1, 2, 3, 4, 5}, NAMES);
    for (String wrong :
        List.of("nonsense", Cursor.join("lift asc", "1", "1", "a"), Cursor.join("x", "y", "z"))) {
      assertThatThrownBy(() -> rows.placeAfter(wrong)).isInstanceOf(HttpProblem.class);
    }
    assertThatThrownBy(() -> rows.placeAfter(Cursor.join("lift desc", "high", "1", "a")))
        .isInstanceOf(HttpProblem.class);
  }

  private static SortedRows rows(double[] values, String[] names) {
    return new SortedRows("lift desc", false, values, new int[values.length], names);
  }

  private static List<String> all(SortedRows rows, int from) {
    List<String> all = new ArrayList<>();
    for (int place = from; place < rows.size(); place++) {
      all.add(NAMES[rows.row(place)]);
    }
    return all;
  }
}
