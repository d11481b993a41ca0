package dev.parallax.recommendation.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.SharedData;
import dev.parallax.recommendation.evaluation.data.InteractionTable;
import dev.parallax.recommendation.evaluation.data.Preparation;
import dev.parallax.recommendation.evaluation.data.Split;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Floors on real visits, somewhat below the table in docs/evaluating.md. */
class MsWebTest {

  @Test
  void theOrderOfTheDocumentedTableHoldsOnRealVisits() throws IOException {
    InteractionTable visits = read();
    assertThat(visits.users()).isEqualTo(32_710);
    assertThat(visits.items()).isEqualTo(285);
    assertThat(visits.size()).isEqualTo(98_653);
    ResultTable table =
        Contest.run(
            () -> visits,
            new Plan(
                new Preparation(null, 0),
                new Split(Split.Method.RANDOM, Split.Method.RANDOM.usualShares(), 1),
                10,
                List.of(
                    new Contestant("ease", Map.of("lambda", 100)),
                    new Contestant("item-knn", Map.of("k", 400, "shrinkage", 1_000))),
                false,
                false,
                true,
                5_000,
                2),
            (done, total, doing) -> {});
    assertThat(table.rows())
        .extracting(ResultRow::algorithm)
        .containsExactly("ease", "item-knn", "popularity", "random");
    assertThat(table.rows().get(0).ndcg()).isGreaterThan(0.48);
    assertThat(table.rows().get(1).ndcg()).isGreaterThan(0.42);
    assertThat(table.rows().get(2).ndcg()).isBetween(0.38, 0.43);
    assertThat(table.rows().get(3).ndcg()).isLessThan(0.03);
    for (ResultRow row : table.rows().subList(0, 2)) {
      assertThat(row.against().get("popularity").get("ndcg").verdict())
          .as(row.algorithm())
          .isEqualTo(Comparison.Verdict.BETTER);
    }
  }

  /** A line is a user, a tab, and the pages between bars. */
  private static InteractionTable read() throws IOException {
    InteractionTable.Builder rows = InteractionTable.builder(false, false);
    Map<String, Integer> pages = new HashMap<>();
    int user = 0;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(SharedData.require("msweb-visits.txt.gz"))),
                StandardCharsets.ISO_8859_1))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        for (String page : line.substring(line.indexOf('\t') + 1).split("\\|")) {
          rows.add(user, pages.computeIfAbsent(page, name -> pages.size()), 1, 0);
        }
        user++;
      }
    }
    return rows.build();
  }
}
