package dev.parallax.recommendation.learning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.DatasetBuilder;
import dev.parallax.recommendation.evaluation.Contestant;
import dev.parallax.recommendation.evaluation.data.Split;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/** Floors on real data, well below what is reached, so that only a real loss fails. */
class OnlineRetailTest {
  private static final Logger LOG = Logger.getLogger(OnlineRetailTest.class);

  /** Not EASE: tests run without the compiler that makes its vectors fast, and it took minutes. */
  private static final Wanted ITEM_KNN =
      new Wanted(Split.Method.TIME, List.of(Contestant.of("item-knn")), false);

  @Test
  void beatsPopularityByFarOnHalfAMillionRealRows() throws IOException {
    DatasetBuilder rows = OnlineRetail.read();
    Dataset data = rows.build();
    long start = System.nanoTime();
    Learned learned =
        Learner.learn(
            data,
            rows.items().ids(),
            Settings.defaults(),
            ITEM_KNN,
            Optional.empty(),
            (done, doing) -> {});
    LOG.infof(
        "learned from %d rows, %d baskets in %d ms: %s baseline %s, %d rules (pairs in %d, triples in %d baskets), %s %s",
        data.rows(),
        data.baskets(),
        (System.nanoTime() - start) / 1_000_000,
        learned.metrics(),
        learned.baseline(),
        learned.model().rules().size(),
        learned.minCountOfPairs(),
        learned.minCountOfTriples(),
        learned.model().customerBlend(),
        learned.model().basketBlend());
    learned
        .evaluation()
        .customers()
        .rows()
        .forEach(
            row ->
                LOG.infof(
                    "%s %s ndcg %s recall %s",
                    row.algorithm(),
                    row.settings(),
                    row.metrics().get("ndcg"),
                    row.metrics().get("recall")));
    assertThat(learned.verdict().promoted()).isTrue();
    assertThat(learned.metrics().get("ndcg@10"))
        .isGreaterThan(1.5 * learned.baseline().get("ndcg@10"));
    assertThat(learned.metrics().get("basket.hitRate@10"))
        .isGreaterThan(4 * learned.baseline().get("basket.hitRate@10"));
  }
}
