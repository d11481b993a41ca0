package dev.parallax.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where the settings send a service, there is somebody, and the policies let it through. */
class FlowsTest {
  private static final Pattern ADDRESS =
      Pattern.compile("(?:jdbc:postgresql://|http://|^)([a-z][a-z0-9-]*):(\\d+)(?:/.*)?$");

  private record Flow(Cluster.Workload from, Cluster.Workload to, int port) {
    @Override
    public String toString() {
      return from.name() + " to " + to.name() + ":" + port;
    }
  }

  @Test
  void everyAddressInASettingIsAServiceThatThePoliciesLetItsOwnerReach() {
    Cluster cluster = Cluster.of("overlays/local");
    Policies policies = Policies.of(cluster);
    List<Flow> flows = flows(cluster);
    assertThat(flows).extracting(Flow::toString).contains("fraud to kafka:9092");
    assertThat(flows).filteredOn(flow -> flow.to().name().equals("kafka")).hasSize(5);
    assertThat(flows).filteredOn(flow -> flow.to().name().equals("postgres")).hasSize(5);
    assertThat(flows).filteredOn(flow -> flow.from().name().equals("console")).hasSize(5);
    for (Flow flow : flows) {
      assertThat(policies.allow(flow.from(), flow.to(), flow.port()))
          .as(flow.toString())
          .isEqualTo(!flow.from().name().equals("console") || !flow.to().name().equals("kafka"));
    }
  }

  @Test
  void noServiceReachesAnotherButByTheFrontDoorAndNobodyReachesTheStoreFromThere() {
    Cluster cluster = Cluster.of("overlays/local");
    Policies policies = Policies.of(cluster);
    Map<String, Cluster.Workload> pods =
        cluster.workloads().stream()
            .collect(java.util.stream.Collectors.toMap(Cluster.Workload::name, w -> w));
    assertThat(policies.allow(pods.get("fraud"), pods.get("ingestion"), 8081)).isFalse();
    assertThat(policies.allow(pods.get("console"), pods.get("postgres"), 5432)).isFalse();
    assertThat(policies.allow(pods.get("console"), pods.get("kafka"), 9092)).isFalse();
    assertThat(policies.allow(pods.get("kafka"), pods.get("postgres"), 5432)).isFalse();
    assertThat(policies.allow(pods.get("ingestion"), pods.get("kafka"), 5432)).isFalse();
  }

  private static List<Flow> flows(Cluster cluster) {
    List<Flow> flows = new ArrayList<>();
    for (Cluster.Workload from : cluster.services()) {
      cluster.environment(from.container()).values().stream()
          .filter(value -> value != null)
          .map(ADDRESS::matcher)
          .filter(Matcher::matches)
          .filter(address -> !isUnused(from, address.group(1)))
          .forEach(
              address -> {
                int port = Integer.parseInt(address.group(2));
                flows.add(new Flow(from, target(cluster, address.group(1), port), port));
              });
    }
    return flows;
  }

  /** The ConfigMap that all share names the broker to the console too, which does not read it. */
  private static boolean isUnused(Cluster.Workload from, String host) {
    return from.name().equals("console") && host.equals("kafka");
  }

  private static Cluster.Workload target(Cluster cluster, String host, int port) {
    Service service =
        cluster.all(Service.class).stream()
            .filter(known -> known.getMetadata().getName().equals(host))
            .filter(known -> known.getSpec().getPorts().stream().anyMatch(p -> p.getPort() == port))
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no Service " + host + ":" + port));
    return cluster.workloads().stream()
        .filter(w -> w.labels().entrySet().containsAll(service.getSpec().getSelector().entrySet()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(host + " selects nothing"));
  }
}
