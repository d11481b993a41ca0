package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./parallax evaluate} as a user runs it, on ratings in the form of MovieLens. */
@Order(6)
class EvaluateIT {

  private static final int USERS = 200;
  private static final int ITEMS = 100;
  private static final int EACH = 20;
  private static final int KINDS = 4;

  private final Suite suite = Suite.shared();

  @TempDir private Path folder;

  @Test
  void theTableSaysWhatBeatsPopularityAndEachFigureHasItsInterval() throws IOException {
    Path ratings = Files.writeString(folder.resolve("ratings.dat"), ratings());

    Script.Result result =
        suite.run(
            "evaluate",
            ratings.toString(),
            "--split",
            "random",
            "--algorithms",
            "item-knn,ease",
            "--no-tune");

    System.out.println(result.output());
    assertThat(result.exit()).as(result.output()).isZero();
    String figure = " +\\d\\.\\d{4} ±\\d\\.\\d{4}";
    assertThat(result.output())
        .contains("%,d users, %,d items".formatted(USERS, ITEMS))
        .contains("split random 0.8/0.1/0.1, seed 1")
        .containsPattern("ndcg +recall +precision +map +mapOfAll +mrr +hitRate")
        .containsPattern("coverage +novelty +diversity +popularity +gini");
    for (String algorithm : new String[] {"item-knn", "ease", "popularity", "random"}) {
      assertThat(result.output()).containsPattern("(?m)^" + algorithm + figure + figure + figure);
    }
    assertThat(result.output())
        .containsPattern("item-knn: .* against popularity: better")
        .containsPattern("ease: .* against popularity: better");
    assertThat(suite.process("recommendation").phase().name()).isEqualTo("READY");
  }

  @Test
  void aFileWithAMistakeIsRefusedByLineAndField() throws IOException {
    Path ratings = Files.writeString(folder.resolve("u.data"), "1\t2\t3\t4\n1\t3\tmany\t5\n");

    Script.Result result = suite.run("evaluate", ratings.toString());

    assertThat(result.exit()).as(result.output()).isNotZero();
    assertThat(result.output())
        .contains("line 2, rating: must be a number")
        .doesNotContain("\tat ");
  }

  /** As ratings.dat of MovieLens-1M: users rate mostly films of their own kind. */
  private static String ratings() {
    Random random = new Random(11);
    StringBuilder lines = new StringBuilder();
    for (int user = 0; user < USERS; user++) {
      Set<Integer> rated = new HashSet<>();
      while (rated.size() < EACH) {
        int item = random.nextInt(ITEMS);
        boolean ownKind = item % KINDS == user % KINDS;
        if ((ownKind || random.nextInt(8) == 0) && rated.add(item)) {
          lines.append(
              "%d::%d::%d::%d%n"
                  .formatted(
                      user + 1,
                      item + 1,
                      ownKind ? 5 : 2,
                      978_300_000L + random.nextInt(1_000_000)));
        }
      }
    }
    return lines.toString();
  }
}
