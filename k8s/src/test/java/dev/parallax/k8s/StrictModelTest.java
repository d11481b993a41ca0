package dev.parallax.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StrictModelTest {
  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void everyObjectHasOnlyFieldsThatKubernetesKnows(String overlay) {
    List<JsonNode> objects = Overlay.render(overlay);
    assertThat(objects).hasSizeGreaterThan(25);
    assertThat(objects)
        .allSatisfy(
            object -> assertThat(StrictModel.read(object).getMetadata().getName()).isNotBlank());
  }

  @Test
  void fieldThatKubernetesDoesNotKnowIsFound() throws IOException {
    JsonNode typo =
        new YAMLMapper()
            .readTree(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: typo
                spec:
                  template:
                    spec:
                      containers:
                        - name: service
                          readynessProbe:
                            periodSeconds: 5
                """);
    assertThatThrownBy(() -> StrictModel.read(typo))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("readynessProbe");
  }

  @Test
  void kindThatIsNotThereIsFound() throws IOException {
    JsonNode old = new YAMLMapper().readTree("{apiVersion: extensions/v1beta1, kind: Deployment}");
    assertThatThrownBy(() -> StrictModel.read(old))
        .hasMessageContaining("extensions/v1beta1/Deployment");
  }
}
