package dev.parallax.segmentation.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.segmentation.feature.Feature;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationRequestTest {
  private static SegmentationRequest parse(String json) throws java.io.IOException {
    return SegmentationRequest.parse(EventJson.mapper().readTree(json));
  }

  @Test
  void nothingAskedMeansTheUsual() throws java.io.IOException {
    assertThat(parse("{}"))
        .isEqualTo(new SegmentationRequest(Optional.empty(), Feature.DEFAULTS, 42));
    assertThat(parse("{\"k\":\"auto\"}").k()).isEmpty();
  }

  @Test
  void whatIsAskedIsTakenAndSurvivesTheJobsTable() throws java.io.IOException {
    SegmentationRequest request =
        parse(
            "{\"algorithm\":\"kmeans\",\"k\":7,\"features\":[\"recency\",\"monetary\"],\"seed\":5}");
    assertThat(request)
        .isEqualTo(
            new SegmentationRequest(Optional.of(7), List.of(Feature.RECENCY, Feature.MONETARY), 5));
    assertThat(SegmentationRequest.parse(request.toJson())).isEqualTo(request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"k":1}                      | k
          {"k":21}                     | k
          {"k":"many"}                 | k
          {"k":2.5}                    | k
          {"k":null}                   | k
          {"k":99999999999999999999}   | k
          {"algorithm":"dbscan"}       | algorithm
          {"features":"all"}           | features
          {"features":[]}              | features
          {"features":["recency",7]}   | features[1]
          {"features":["shoeSize"]}    | features[0]
          {"seed":"x"}                 | seed
          {"clusters":4}               | clusters
          []                           | body
          """)
  @SuppressWarnings("unchecked")
  void mistakesNameTheField(String json, String field) {
    HttpProblem problem = catchThrowableOfType(HttpProblem.class, () -> parse(json));
    assertThat(problem.getStatusCode()).isEqualTo(400);
    assertThat((List<FieldError>) problem.getParameters().get("errors"))
        .extracting(FieldError::field)
        .containsExactly(field);
  }
}
