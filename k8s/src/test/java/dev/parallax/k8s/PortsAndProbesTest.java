package dev.parallax.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PortsAndProbesTest {
  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void serviceListensWhereItsContainerSaysSo(String overlay) {
    Cluster cluster = Cluster.of(overlay);
    for (Cluster.Workload service : cluster.services()) {
      Settings settings = Settings.of(service.name());
      String listens =
          cluster
              .environment(service.container())
              .getOrDefault("QUARKUS_HTTP_PORT", settings.property("quarkus.http.port", "8080"));
      assertThat(port(service.container(), "http").getContainerPort())
          .as(service.name())
          .isEqualTo(Integer.parseInt(listens));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void everyServiceLeadsToAPortOfItsPods(String overlay) {
    Cluster cluster = Cluster.of(overlay);
    for (Service service : cluster.all(Service.class)) {
      Cluster.Workload target =
          cluster.workloads().stream()
              .filter(
                  w ->
                      w.labels().entrySet().containsAll(service.getSpec().getSelector().entrySet()))
              .reduce(
                  (a, b) -> {
                    throw new AssertionError(
                        service.getMetadata().getName() + " selects " + a + " and " + b);
                  })
              .orElseThrow(
                  () -> new AssertionError(service.getMetadata().getName() + " selects nothing"));
      for (ServicePort port : service.getSpec().getPorts()) {
        assertThat(port(target.container(), port.getTargetPort().getStrVal()).getContainerPort())
            .isEqualTo(port.getPort());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void probesAskWhatTheServiceAnswers(String overlay) throws IOException {
    for (Cluster.Workload service : Cluster.of(overlay).services()) {
      Settings settings = Settings.of(service.name());
      String pom = Files.readString(settings.module().resolve("pom.xml"));
      assertThat(pom)
          .as("health endpoints of " + service.name())
          .containsPattern("<artifactId>(quarkus-smallrye-health|service-kit)</artifactId>");
      String root =
          settings.property("quarkus.http.non-application-root-path", "/q")
              + "/"
              + settings.property("quarkus.smallrye-health.root-path", "health");
      Container container = service.container();
      assertProbe(container.getStartupProbe(), root + "/started");
      assertProbe(container.getLivenessProbe(), root + "/live");
      assertProbe(container.getReadinessProbe(), root + "/ready");
    }
  }

  private static void assertProbe(Probe probe, String path) {
    assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
    assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
  }

  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void consoleKnowsTheWayToEveryService(String overlay) {
    Cluster cluster = Cluster.of(overlay);
    for (Cluster.Workload service : cluster.services()) {
      cluster.environment(service.container()).entrySet().stream()
          .filter(e -> e.getKey().startsWith("PARALLAX_UPSTREAMS_"))
          .forEach(e -> assertLeadsToAService(cluster, URI.create(e.getValue())));
    }
    Map<String, String> console =
        cluster.environment(
            cluster.services().stream()
                .filter(s -> s.name().equals("console"))
                .findFirst()
                .orElseThrow()
                .container());
    assertThat(console.keySet()).filteredOn(k -> k.startsWith("PARALLAX_UPSTREAMS_")).hasSize(5);
  }

  private static void assertLeadsToAService(Cluster cluster, URI uri) {
    assertThat(cluster.all(Service.class))
        .as(uri.toString())
        .anySatisfy(
            service -> {
              assertThat(service.getMetadata().getName()).isEqualTo(uri.getHost());
              assertThat(service.getSpec().getPorts().getFirst().getPort())
                  .isEqualTo(uri.getPort());
            });
  }

  private static ContainerPort port(Container container, String name) {
    return container.getPorts().stream()
        .filter(port -> port.getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(container.getName() + " has no port " + name));
  }
}
