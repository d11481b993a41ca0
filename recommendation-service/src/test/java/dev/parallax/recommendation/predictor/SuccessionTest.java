package dev.parallax.recommendation.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  @Test
  void theFirstServesWhateverItIsWorth() {
    assertThat(Succession.FIRST.serves()).isTrue();
  }

  @Test
  void whatBeatsTheMeanReplacesWhatDoesNotAndNeverTheOtherWay() throws Exception {
    ObjectNode good = report("classification", "y", true, "rocAuc", 0.7, 0.6);
    ObjectNode bad = report("classification", "y", false, "rocAuc", 0.8, 0.6);
    assertThat(Succession.of(good, bad).serves()).isTrue();
    assertThat(Succession.of(bad, good).serves()).isFalse();
    assertThat(Succession.of(bad, good).why()).startsWith("not promoted: ").contains("the mean");
  }

  @Test
  void ofTwoThatBeatTheMeanTheNewerReplacesTheOlderUnlessItIsWorse() throws Exception {
    ObjectNode before = report("classification", "y", true, "rocAuc", 0.9, 0.85);
    ObjectNode about = report("classification", "y", true, "rocAuc", 0.86, 0.8);
    ObjectNode worse = report("classification", "y", true, "rocAuc", 0.84, 0.8);
    assertThat(Succession.of(about, before).serves()).isTrue();
    assertThat(Succession.of(worse, before).serves()).isFalse();
    assertThat(Succession.of(worse, before).why())
        .isEqualTo(
            "not promoted: its rocAuc is 0.840, that of the one before 0.900, 0.850 at least");
  }

  @Test
  void withoutRowsHeldOutFoldsSayHowSureItIs() throws Exception {
    String folds =
        """
        {"type":"regression","target":"y","algorithm":"linear-regression","beatsBaseline":true,"test":null,
         "metrics":{"r2":%s},
         "crossValidation":[{"algorithm":"decision-tree","deviation":{"r2":0.5}},
                            {"algorithm":"linear-regression","deviation":{"r2":0.1}}]}
        """;
    ObjectNode before = json(folds.formatted(0.8));
    assertThat(Succession.of(json(folds.formatted(0.71)), before).serves()).isTrue();
    assertThat(Succession.of(json(folds.formatted(0.69)), before).serves()).isFalse();
  }

  @Test
  void whatCannotBeComparedIsNotHeldAgainstTheNewerOne() throws Exception {
    ObjectNode before = report("classification", "y", true, "rocAuc", 0.9, 0.85);
    assertThat(
            Succession.of(report("classification", "z", true, "rocAuc", 0.6, 0.5), before).serves())
        .isTrue();
    ObjectNode one = report("regression", "y", true, "r2", 0.9, 0.8);
    ((ObjectNode) one.get("metrics")).remove("r2");
    ObjectNode vague = report("regression", "y", true, "r2", 0.9, null);
    assertThat(Succession.of(report("regression", "y", true, "r2", 0.1, 0.0), vague).serves())
        .isTrue();
    ObjectNode useless = report("regression", "y", false, "r2", 0.9, 0.8);
    assertThat(Succession.of(report("regression", "y", false, "r2", 0.1, 0.0), useless).serves())
        .isTrue();
    assertThat(Succession.of(one, report("regression", "y", true, "r2", 0.9, 0.8)).serves())
        .isTrue();
  }

  private static ObjectNode report(
      String type, String target, boolean beats, String metric, double value, Double low)
      throws JsonProcessingException {
    return json(
        """
        {"type":"%s","target":"%s","beatsBaseline":%b,"metrics":{"%s":%s},
         "test":{"metrics":{"%s":{"value":%s,"low":%s}}}}
        """
            .formatted(type, target, beats, metric, value, metric, value, low));
  }

  private static ObjectNode json(String text) throws JsonProcessingException {
    return (ObjectNode) EventJson.mapper().readTree(text);
  }
}
