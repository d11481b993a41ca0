package dev.parallax.learning.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What was stored once is read for good. The samples are predictors of whether the people of {@code
 * LearnerTest} buy, written when the version was new; a new version gets its own beside them.
 */
class PredictorCodecTest {
  private static final List<Map<String, Object>> ROWS =
      List.of(Map.of("age", 30, "visits", 7, "channel", "shop"), Map.of("visits", 1));

  @ParameterizedTest
  @CsvSource({
    "predictor-v1-logistic.bin, 0.672934971667508, 0.274593402422887",
    "predictor-v1-boosting.bin, 0.9462864175696777, 0.733452493138905",
  })
  void storedPredictorsOfEachVersionPredictAsTheyDid(String file, double first, double second)
      throws Exception {
    Predictor predictor = PredictorCodec.read(sample(file));
    List<Prediction> predictions =
        predictor.predict(predictor.schema().table(ROWS, Set.of(), ""), true);
    assertThat(predictions.get(0).probability()).isCloseTo(first, within(1e-12));
    assertThat(predictions.get(1).probability()).isCloseTo(second, within(1e-12));
    assertThat(predictions.get(0).label()).isEqualTo("true");
    assertThat(predictions.get(0).explanation().contributions())
        .extracting(Prediction.Part::column)
        .containsExactlyInAnyOrder("age", "visits", "channel", "spent");
  }

  @Test
  void whatIsNoWholePredictorOfAKnownVersionIsRefused() throws IOException {
    byte[] whole = sample("predictor-v1-logistic.bin");
    byte[] later = whole.clone();
    later[7]++;
    refused(later, "artifact must be of format 1, not 2");
    refused(Arrays.copyOf(whole, whole.length / 2), "artifact must be a whole predictor");
    refused("not ours".getBytes(StandardCharsets.UTF_8), "must be a predictor");
  }

  private static void refused(byte[] bytes, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PredictorCodec.read(bytes))
        .withMessageContaining(message);
  }

  private static byte[] sample(String file) throws IOException {
    try (InputStream in = PredictorCodecTest.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }
}
