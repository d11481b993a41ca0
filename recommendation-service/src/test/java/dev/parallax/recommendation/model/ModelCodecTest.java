package dev.parallax.recommendation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.recommendation.neighbour.SparseMatrices;
import dev.parallax.recommendation.neighbour.SparseMatrix;
import dev.parallax.recommendation.ranking.Blend;
import dev.parallax.recommendation.rule.AssociationRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelCodecTest {
  private static final RecommendationModel MODEL =
      new RecommendationModel(
          List.of("tea", "茶壶", "cup"),
          List.of(
              new AssociationRule(new int[] {0}, 1, 30, 60, 50, 1000),
              new AssociationRule(new int[] {0, 2}, 1, 20, 22, 50, 1000)),
          SparseMatrices.of(
              new float[] {0, 0.5f, 0.25f}, new float[] {0.5f, 0, 0}, new float[] {0, 0, 0}),
          new Blend(0.3, 1, 0.03),
          new Blend(2, 1, 0.01),
          new Recipe("ease", Map.of("lambda", 250.0, "approximation", "auto")));

  @Test
  void whatIsWrittenIsReadBack() {
    RecommendationModel read = ModelCodec.read(ModelCodec.write(MODEL));
    same(read);
    assertThat(read.recipe()).isEqualTo(MODEL.recipe());
  }

  /** A file of format 1, which had no recipe; it cannot be written any more. */
  @Test
  void aStoredSampleOfFormatOneIsStillRead() throws IOException {
    RecommendationModel read = sample("model-v1.bin");
    same(read);
    assertThat(read.recipe()).isEqualTo(Recipe.FIRST);
  }

  /**
   * A file of format 2, kept so that a later format still reads it; -Dsample.update=true writes it.
   */
  @Test
  void aStoredSampleOfFormatTwoIsStillRead() throws IOException {
    if (Boolean.getBoolean("sample.update")) {
      Files.write(Path.of("src/test/resources/samples/model-v2.bin"), ModelCodec.write(MODEL));
    }
    RecommendationModel read = sample("model-v2.bin");
    same(read);
    assertThat(read.recipe()).isEqualTo(MODEL.recipe());
  }

  private static RecommendationModel sample(String name) throws IOException {
    try (InputStream sample = ModelCodecTest.class.getResourceAsStream("/samples/" + name)) {
      return ModelCodec.read(sample.readAllBytes());
    }
  }

  @Test
  void whatIsNoWholeModelIsRefused() {
    byte[] good = ModelCodec.write(MODEL);
    byte[] newer = good.clone();
    newer[7] = 99;
    refused(new byte[0], "whole");
    refused(
        "something else".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "must be a recommendation model");
    refused(newer, "format");
    refused(Arrays.copyOf(good, good.length / 2), "whole");
  }

  @Test
  void anEmptyModelIsAModel() {
    RecommendationModel empty =
        new RecommendationModel(
            List.of(), List.of(), SparseMatrix.empty(0), Blend.POPULAR_ONLY, Blend.POPULAR_ONLY);
    assertThat(ModelCodec.read(ModelCodec.write(empty)).items()).isEmpty();
  }

  private static void refused(byte[] bytes, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ModelCodec.read(bytes))
        .withMessageContaining(why);
  }

  private static void same(RecommendationModel read) {
    assertThat(read.items()).isEqualTo(MODEL.items());
    assertThat(read.rules()).isEqualTo(MODEL.rules());
    assertThat(read.customerBlend()).isEqualTo(MODEL.customerBlend());
    assertThat(read.basketBlend()).isEqualTo(MODEL.basketBlend());
    assertThat(read.similar().rows()).isEqualTo(3);
    assertThat(read.similar().entries()).isEqualTo(3);
    for (int p = 0; p < 3; p++) {
      assertThat(read.similar().column(p)).isEqualTo(MODEL.similar().column(p));
      assertThat(read.similar().value(p)).isEqualTo(MODEL.similar().value(p));
    }
  }
}
