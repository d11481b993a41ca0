package dev.parallax.local.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.local.home.Home;
import dev.parallax.local.secrets.Secrets;
import dev.parallax.local.secrets.SecretsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteLayoutTest {

  @TempDir Path folder;
  private Secrets secrets;
  private SuitePorts ports;
  private SuiteLayout layout;

  @BeforeEach
  void lay() throws IOException {
    Home home = Home.of(folder);
    secrets = SecretsFile.readOrCreate(home, Service.databases());
    ports = SuitePorts.choose(21_000, notice -> {});
    layout = new SuiteLayout(home, secrets, ports);
  }

  @Test
  void eachServiceGetsItsOwnDatabaseRoleAndPassword() {
    assertThat(Service.databases()).hasSize(5).doesNotHaveDuplicates();
    assertThat(secrets.databasePasswords().values()).hasSize(5).doesNotHaveDuplicates();
    for (Service service : Service.values()) {
      Map<String, String> env = layout.service(service).environment();
      if (service.hasDatabase()) {
        assertThat(env)
            .containsEntry("QUARKUS_DATASOURCE_USERNAME", service.label())
            .containsEntry(
                "QUARKUS_DATASOURCE_PASSWORD", secrets.databasePasswords().get(service.label()));
        assertThat(env.get("QUARKUS_DATASOURCE_JDBC_URL")).endsWith("/" + service.label());
      } else {
        assertThat(env.keySet()).noneMatch(name -> name.startsWith("QUARKUS_DATASOURCE"));
      }
    }
  }

  @Test
  void onlyIngestionCanOpenTheVaultAndTheConsoleKnowsNoSecret() {
    assertThat(layout.service(Service.INGESTION).environment()).containsKey("PARALLAX_VAULT_KEY");
    for (Service service : Service.values()) {
      if (service != Service.INGESTION) {
        assertThat(layout.service(service).environment().values())
            .doesNotContain(secrets.vaultKey());
      }
    }
    assertThat(layout.service(Service.CONSOLE).environment().values())
        .doesNotContain(secrets.pseudonymSecret(), secrets.writeKey());
  }

  /**
   * What a service would else write to the machine's folder for temporary files, which all share.
   */
  @Test
  void filesOfImportsAndStateStayInTheHome() {
    assertThat(layout.service(Service.INGESTION).environment().get("PARALLAX_IMPORTS_DIRECTORY"))
        .isEqualTo(folder.resolve(".parallax/data/imports").toString());
    assertThat(layout.service(Service.FRAUD).environment().get("PARALLAX_STATE_DIR"))
        .isEqualTo(folder.resolve(".parallax/data/fraud-state").toString());
  }

  @Test
  void theConsoleIsToldWhereEachServiceIs() {
    assertThat(layout.service(Service.CONSOLE).environment())
        .containsEntry("PARALLAX_UPSTREAMS_FRAUD", "http://127.0.0.1:" + ports.of(Service.FRAUD))
        .containsEntry(
            "PARALLAX_UPSTREAMS_EXPERIENCE", "http://127.0.0.1:" + ports.of(Service.EXPERIENCE));
  }

  @Test
  void aTakenPortIsToldInPlainWords() throws IOException {
    int offset = 30_000;
    List<String> notices = new ArrayList<>();
    try (ServerSocket taken =
        new ServerSocket(Service.CONSOLE.port() + offset, 1, InetAddress.getByName("127.0.0.1"))) {
      SuitePorts moved = SuitePorts.choose(offset, notices::add);
      assertThat(moved.of(Service.CONSOLE))
          .isNotIn(taken.getLocalPort(), Service.INGESTION.port() + offset);
      assertThat(notices)
          .contains(
              "Port %d is taken by another program; console uses %d instead."
                  .formatted(taken.getLocalPort(), moved.of(Service.CONSOLE)));
    }
  }

  @Test
  void keysHaveTheLengthsThatTheServicesExpect() {
    assertThat(Base64.getDecoder().decode(secrets.pseudonymSecret())).hasSize(32);
    assertThat(Base64.getDecoder().decode(secrets.vaultKey())).hasSize(32);
  }

  @Test
  void onlyRecommendationIsGivenTheVectorApi() {
    for (Service service : Service.values()) {
      assertThat(layout.service(service).command().contains("--add-modules=jdk.incubator.vector"))
          .isEqualTo(service == Service.RECOMMENDATION);
    }
  }

  @Test
  void recommendationMayTakeAQuarterOfTheMachineOrWhatTheEnvironmentSays() {
    assertThat(Heaps.options(Service.FRAUD, 64_000, Map.of())).containsExactly("-Xmx256m");
    assertThat(Heaps.options(Service.RECOMMENDATION, 8_000, Map.of())).contains("-Xmx2000m");
    assertThat(Heaps.options(Service.RECOMMENDATION, 1_000, Map.of())).contains("-Xmx320m");
    assertThat(Heaps.options(Service.RECOMMENDATION, 64_000, Map.of())).contains("-Xmx3072m");
    assertThat(Heaps.options(Service.RECOMMENDATION, 8_000, Map.of(Heaps.VARIABLE, "6G")))
        .contains("-Xmx6144m");
    for (String wrong : List.of("much", "-1", "100m", "9999999g")) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> Heaps.options(Service.RECOMMENDATION, 8_000, Map.of(Heaps.VARIABLE, wrong)))
          .withMessageContaining("such as 4g");
    }
  }

  @Test
  void noSecretIsOnACommandLine() {
    for (ProcessSpec spec :
        List.of(layout.kafka(), layout.postgres(), layout.service(Service.INGESTION))) {
      assertThat(String.join(" ", spec.command()) + spec)
          .doesNotContain(
              secrets.postgresPassword(),
              secrets.vaultKey(),
              secrets.writeKey(),
              secrets.pseudonymSecret());
    }
  }
}
