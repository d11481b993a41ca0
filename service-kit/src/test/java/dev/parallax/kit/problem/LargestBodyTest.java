package dev.parallax.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LargestBodyTest {
  private static final long SMALL = 1_000;
  private static final long FILE = 50_000_000;
  private static final long FORM = 2 << 20;

  @Test
  void onlyUploadsMayBeAsLargeAsAFileInItsForm() {
    LargestBody sizes = of("/v1/imports");
    assertThat(sizes.at("/v1/imports")).isEqualTo(FILE + FORM);
    assertThat(sizes.at("/v1/imports/7")).isEqualTo(SMALL);
    assertThat(sizes.at("/v1/import")).isEqualTo(SMALL);
    assertThat(sizes.at("/")).isEqualTo(SMALL);
  }

  @Test
  void aStarIsOneSegmentAndNothingElseOfAPathIsAPattern() {
    LargestBody sizes = of("/v1/predictors/*/predict", "/v1/a.b");
    assertThat(sizes.at("/v1/predictors/churn-2/predict")).isEqualTo(FILE + FORM);
    assertThat(sizes.at("/v1/predictors/churn/2/predict")).isEqualTo(SMALL);
    assertThat(sizes.at("/v1/predictors//predict")).isEqualTo(SMALL);
    assertThat(sizes.at("/v1/predictors/churn/predict/more")).isEqualTo(SMALL);
    assertThat(sizes.at("/v1/a.b")).isEqualTo(FILE + FORM);
    assertThat(sizes.at("/v1/axb")).isEqualTo(SMALL);
  }

  @Test
  void whereNothingIsUploadedAllBodiesHaveOneLimit() {
    LargestBody sizes = new LargestBody(size(SMALL), Optional.empty(), Optional.empty());
    assertThat(sizes.at("/v1/imports")).isEqualTo(SMALL);
    assertThat(sizes.at("")).isEqualTo(SMALL);
  }

  private static LargestBody of(String... uploads) {
    return new LargestBody(size(SMALL), Optional.of(size(FILE)), Optional.of(List.of(uploads)));
  }

  private static MemorySize size(long bytes) {
    return new MemorySize(BigInteger.valueOf(bytes));
  }
}
