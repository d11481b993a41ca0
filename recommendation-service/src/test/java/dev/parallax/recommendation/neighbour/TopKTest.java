package dev.parallax.recommendation.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopKTest {
  @Test
  void tiesGoToTheLowerNumberWhateverTheOrder() {
    TopK top = new TopK(2);
    top.offer(7, 0.5f);
    top.offer(3, 0.5f);
    top.offer(5, 0.5f);
    top.sortByScore();
    assertThat(top.items()).containsExactly(3, 5);
  }

  @Test
  void isTheHeadOfTheSortedWhole() {
    Random random = new Random(7);
    float[] scores = new float[1000];
    TopK top = new TopK(25);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextInt(200);
      top.offer(i, scores[i]);
    }
    List<Integer> expected =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -scores[i]).thenComparing(i -> i))
            .limit(25)
            .toList();
    top.sortByScore();
    assertThat(top.items()).containsExactly(expected.stream().mapToInt(i -> i).toArray());
    top.clear();
    top.offer(4, 1);
    assertThat(top.items()).containsExactly(4);
    assertThat(top.scores()).containsExactly(1);
  }
}
