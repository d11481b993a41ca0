package dev.parallax.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every variable is one the service reads, and none it needs is missing. */
class SettingsTest {
  /** Set outside the manifest in {@code base}: the secret's keys are the names. */
  private static final String WRITE_KEYS = "PARALLAX_WRITE_KEYS_";

  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void everyVariableIsASettingOfItsService(String overlay) throws IOException {
    Set<String> image = variablesOfTheImage();
    assertThat(image).contains("JDK_JAVA_OPTIONS");
    Cluster cluster = Cluster.of(overlay);
    assertThat(cluster.services()).hasSize(6);
    for (Cluster.Workload service : cluster.services()) {
      Settings settings = Settings.of(service.name());
      assertThat(cluster.environment(service.container()).keySet())
          .as(service.name())
          .isNotEmpty()
          .allMatch(
              name -> settings.knows(name) || image.contains(name),
              "is a setting, or a variable of the image");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void everySettingWithoutADefaultIsSet(String overlay) {
    Cluster cluster = Cluster.of(overlay);
    for (Cluster.Workload service : cluster.services()) {
      assertThat(cluster.environment(service.container()).keySet())
          .as(service.name())
          .containsAll(Settings.of(service.name()).required());
    }
  }

  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void whatIsSecretComesFromASecret(String overlay) {
    for (Cluster.Workload workload : Cluster.of(overlay).workloads()) {
      for (EnvVar variable : workload.container().getEnv()) {
        if (variable.getName().matches(".*(PASSWORD|SECRET|_KEY)$")) {
          assertThat(variable.getValue()).as(variable.getName()).isNull();
          assertThat(variable.getValueFrom().getSecretKeyRef()).as(variable.getName()).isNotNull();
        }
      }
    }
  }

  @Test
  void namesThatNobodyReadsAreFound() {
    Settings ingestion = Settings.of("ingestion");
    assertThat(ingestion.knows("PARALLAX_VAULT_KEY")).isTrue();
    assertThat(ingestion.knows(WRITE_KEYS + "SHOP")).isTrue();
    assertThat(ingestion.knows("QUARKUS_DATASOURCE_JDBC_URL")).isTrue();
    assertThat(
            List.of(
                "PARALLAX_VAULT_KEI",
                "QUARKUS_DATASOURCE_URL",
                "QUARKUS_DATASOURCE_DB_KIND",
                "KAFKA_SERVERS"))
        .as("misspelt, or of build time")
        .noneMatch(ingestion::knows);
    assertThat(Settings.of("console").knows("QUARKUS_DATASOURCE_JDBC_URL"))
        .as("the console has no database")
        .isFalse();
    assertThat(ingestion.required())
        .contains("PARALLAX_PRIVACY_CERTIFICATE_KEY", "PARALLAX_PSEUDONYM_SECRET");
  }

  @Test
  void localSuiteHasADatabaseForEveryServiceThatAsksForOne() throws IOException {
    Cluster cluster = Cluster.of("overlays/local");
    String script = Files.readString(Checkout.root().resolve("k8s/overlays/local/databases.sh"));
    Map<String, String> postgres =
        cluster.environment(
            cluster.workloads().stream()
                .filter(w -> w.name().equals("postgres"))
                .findFirst()
                .orElseThrow()
                .container());
    for (Cluster.Workload service : cluster.services()) {
      String url = cluster.environment(service.container()).get("QUARKUS_DATASOURCE_JDBC_URL");
      if (url != null) {
        assertThat(url).isEqualTo("jdbc:postgresql://postgres:5432/" + service.name());
        assertThat(script).containsPattern("for service in .*\\b" + service.name() + "\\b");
        assertThat(postgres).containsKey(service.name().toUpperCase(Locale.ROOT) + "_PASSWORD");
      }
    }
  }

  private static Set<String> variablesOfTheImage() throws IOException {
    String text = Files.readString(Checkout.root().resolve("k8s/Containerfile"));
    return Pattern.compile("(?m)^ENV (.+)$")
        .matcher(text)
        .results()
        .flatMap(line -> Stream.of(line.group(1).split(" ")))
        .map(variable -> variable.substring(0, variable.indexOf('=')))
        .collect(Collectors.toSet());
  }
}
