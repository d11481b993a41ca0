package dev.parallax.recommendation.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.catalog.CatalogItem;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextIndexTest {
  private static final TextIndex INDEX =
      TextIndex.of(
          List.of(
              item("1", "Blue ceramic mug", "Kitchen", "9"),
              item("2", "Red ceramic mug", "Kitchen", "9"),
              item("3", "Red ceramic mug, large", "Kitchen", "90"),
              item("4", "Garden hose 20 m", "Garden", "20"),
              item("5", "绿茶 西湖龙井 100克", "茶叶", "50"),
              item("6", "红茶 祁门红茶 100克", "茶叶", "45"),
              item("7", "陶瓷茶杯", "厨房用品", "15")));

  @Test
  void wordsFindWhatHasThem() {
    assertThat(search("blue mug")).startsWith("1");
    assertThat(search("hose")).containsExactly("4");
    assertThat(search("garden")).containsExactly("4");
  }

  @Test
  void aTypingErrorStillFinds() {
    assertThat(search("ceramik")).contains("1", "2", "3").doesNotContain("4");
    assertThat(search("mugs")).isNotEmpty();
  }

  @Test
  void chineseNeedsNoSpaces() {
    assertThat(search("龙井")).startsWith("5");
    assertThat(search("红茶")).startsWith("6");
    assertThat(search("茶杯")).startsWith("7");
  }

  @Test
  void whatNothingMatchesFindsNothing() {
    assertThat(search("qqq")).isEmpty();
    assertThat(search("!?")).isEmpty();
    assertThat(TextIndex.of(List.of()).search("mug", 5).size()).isZero();
  }

  @Test
  void theMostAlikeIsOfTheSameWordsAndPrice() {
    TextIndex.Hits hits = INDEX.similar("1", 3);
    assertThat(INDEX.id(hits.documents()[0])).isEqualTo("2");
    assertThat(INDEX.id(hits.documents()[1])).isEqualTo("3");
    assertThat(hits.scores()[0]).isBetween(0.01f, 1f);
    assertThat(INDEX.similar("none", 3).size()).isZero();
  }

  @Test
  void anItemOfWhichNothingWasLearnedGetsNeighboursByItsTexts() {
    ItemNumbers numbers = new ItemNumbers(List.of("2", "3", "4"));
    SparseMatrix learned =
        new SparseMatrix(
            3, new int[] {0, 1, 2, 3}, new int[] {1, 0, 0}, new float[] {0.5f, 0.5f, 0.1f});
    numbers.number("1");

    Cold cold = Cold.of(learned, INDEX, numbers, 0.5);

    assertThat(cold.isCold(3)).isTrue();
    assertThat(cold.isCold(0)).isFalse();
    SparseMatrix all = cold.similar();
    assertThat(all.rows()).isEqualTo(4);
    assertThat(all.to(0) - all.from(0)).isEqualTo(1);
    assertThat(all.value(all.from(0))).isEqualTo(0.5f);
    assertThat(all.column(all.from(3))).isZero();
    assertThat(all.value(all.from(3))).isBetween(0.01f, 0.5f);
  }

  private static List<String> search(String query) {
    TextIndex.Hits hits = INDEX.search(query, 10);
    return java.util.Arrays.stream(hits.documents()).mapToObj(INDEX::id).toList();
  }

  private static CatalogItem item(String id, String name, String category, String price) {
    return new CatalogItem(id, name, category, true, new BigDecimal(price), "EUR", true, Map.of());
  }
}
