package dev.parallax.segmentation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.feature.FeatureTable;
import dev.parallax.segmentation.feature.FeatureVector;
import dev.parallax.segmentation.segment.Learner;
import dev.parallax.segmentation.segment.Learner.Learned;
import dev.parallax.segmentation.segment.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArtifactTest {
  private static final Instant REFERENCE = Instant.parse("2026-01-01T00:00:00Z");

  private static FeatureVector customer(int i) {
    double kind = i % 3;
    return FeatureVector.of(
        Map.of(
            Feature.RECENCY, kind == 0 ? 200.0 + i : 5 + i % 7,
            Feature.FREQUENCY, kind == 2 ? 40.0 + i % 5 : 2,
            Feature.MONETARY, 50 + 10 * kind + i % 11));
  }

  private static Learned learned() {
    FeatureTable.Builder builder = new FeatureTable.Builder(REFERENCE, "EUR");
    for (int i = 0; i < 90; i++) {
      builder.add("c_" + i, customer(i));
    }
    return new Learner(List.of(Feature.RECENCY, Feature.FREQUENCY, Feature.MONETARY), 3)
        .learn(builder.build(), Optional.of(3));
  }

  @Test
  void aStoredModelPlacesAsTheOneThatWasLearned() {
    Learned learned = learned();
    Segmentation read = Artifact.read("m-1", Artifact.write(learned, REFERENCE, 4));

    for (int i = 0; i < 90; i++) {
      assertThat(read.model().place(customer(i))).isEqualTo(learned.model().place(customer(i)));
    }
    assertThat(read.model().segments()).isEqualTo(learned.model().segments());
    assertThat(read.segments()).last().isEqualTo(Segment.noPurchases(4));
    assertThat(read.segmentId(read.segments().getFirst())).isEqualTo("m-1-1");
  }

  /**
   * Written once by {@code -Dsample.write=true}; must never be written anew for the same version.
   */
  @Test
  void aModelOfVersionOneIsStillRead() throws IOException {
    if (Boolean.getBoolean("sample.write")) {
      Files.write(
          Path.of("src/test/resources/models/version-1.json"),
          Artifact.write(learned(), REFERENCE, 4));
    }
    try (InputStream sample = getClass().getResourceAsStream("/models/version-1.json")) {
      Segmentation old = Artifact.read("m-1", Objects.requireNonNull(sample).readAllBytes());
      assertThat(old.model().place(customer(0)).segment())
          .isEqualTo(old.model().place(customer(3)).segment())
          .isNotEqualTo(old.model().place(customer(1)).segment());
      assertThat(old.model().segments())
          .extracting(s -> s.name().en())
          .containsExactly(
              "Loyal big spenders", "Lapsed small spenders", "Active occasional buyers");
    }
  }

  @Test
  void aModelOfALaterVersionIsRefused() {
    String text = new String(Artifact.write(learned(), REFERENCE, 4), StandardCharsets.UTF_8);
    byte[] later = text.replace("\"version\":1", "\"version\":2").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> Artifact.read("m-1", later)).hasMessageContaining("must be at most 1");
  }

  @Test
  void whatIsNoModelIsRefused() {
    byte[] broken =
        EventJson.write(
            new Artifact(
                1,
                REFERENCE,
                "EUR",
                List.of("recency"),
                List.of(0.0),
                List.of(1.0),
                List.of(),
                List.of(),
                0,
                new byte[] {1, 2, 3}));
    assertThatThrownBy(() -> Artifact.read("m-1", broken))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
