package dev.parallax.local.shop.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.shop.chance.Chance;
import dev.parallax.local.shop.goods.Department;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommentsTest {

  private static final Department BAKERY = Department.USUAL.get(1);
  private final RandomGenerator random = Chance.root(5);

  @Test
  void chineseCommentsAreChineseAndEnglishOnesEnglish() {
    for (int stars = 1; stars <= 5; stars++) {
      assertThat(Comments.about(random, stars, BAKERY, true)).contains("烘焙");
      assertThat(Comments.about(random, stars, BAKERY, false)).matches("\\p{ASCII}+");
    }
  }

  @Test
  void whatIsMissedIsNamed() {
    assertThat(Comments.missing(random, BAKERY, false)).containsIgnoringCase("bakery");
    assertThat(Comments.missing(random, BAKERY, true)).contains("烘焙");
  }

  @Test
  void commentsVary() {
    assertThat(IntStream.range(0, 100).mapToObj(i -> Comments.about(random, 1, BAKERY, false)))
        .satisfies(all -> assertThat(all.stream().distinct().count()).isGreaterThan(50));
  }
}
