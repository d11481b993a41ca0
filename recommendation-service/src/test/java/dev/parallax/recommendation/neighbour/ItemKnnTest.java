package dev.parallax.recommendation.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ItemKnnTest {
  private static final SparseMatrix THREE =
      SparseMatrices.of(new float[] {1, 1, 0}, new float[] {1, 1, 1}, new float[] {0, 0, 2});

  @Test
  void cosineWithoutShrinkageIsThatOfTheTextbook() {
    SparseMatrix similar = ItemKnn.fit(THREE, 2, 0, 1);
    assertThat(similar.column(similar.from(0))).isEqualTo(1);
    assertThat(similar.value(similar.from(0))).isCloseTo(1, within(1e-6f));
    assertThat(similar.column(similar.from(0) + 1)).isEqualTo(2);
    assertThat((double) similar.value(similar.from(0) + 1))
        .isCloseTo(1 / (Math.sqrt(2) * Math.sqrt(5)), within(1e-6));
  }

  @Test
  void theTransposeOfTheTransposeIsTheMatrix() {
    SparseMatrix back = THREE.transpose().transpose();
    assertThat(back.entries()).isEqualTo(6);
    for (int row = 0; row < 3; row++) {
      assertThat(back.from(row)).isEqualTo(THREE.from(row));
      for (int p = back.from(row); p < back.to(row); p++) {
        assertThat(back.column(p)).isEqualTo(THREE.column(p));
        assertThat(back.value(p)).isEqualTo(THREE.value(p));
      }
    }
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKnn.fit(THREE, 0, 0, 1))
        .withMessageContaining("k must");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemKnn.fit(THREE, 1, -1, 1))
        .withMessageContaining("shrinkage");
  }
}
