package dev.parallax.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HardeningTest {
  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void everyPodRunsWithAsLittleAsItCan(String overlay) {
    Cluster cluster = Cluster.of(overlay);
    assertThat(cluster.workloads()).isNotEmpty();
    for (Cluster.Workload workload : cluster.workloads()) {
      assertThat(workload.spec().getSecurityContext().getRunAsNonRoot())
          .as(workload.name())
          .isTrue();
      assertThat(workload.spec().getSecurityContext().getRunAsUser()).isPositive();
      assertThat(workload.spec().getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      assertThat(workload.spec().getAutomountServiceAccountToken()).isFalse();
      assertThat(cluster.all(ServiceAccount.class))
          .extracting(account -> account.getMetadata().getName())
          .contains(workload.spec().getServiceAccountName());
      workload.spec().getContainers().forEach(HardeningTest::assertHardened);
    }
  }

  private static void assertHardened(Container container) {
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
    assertThat(container.getResources().getLimits()).containsKey("memory");
    assertThat(container.getImage()).matches(".+:[0-9].*");
    assertThat(container.getVolumeMounts()).extracting(VolumeMount::getMountPath).contains("/tmp");
  }

  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void foldersASettingNamesCanBeWrittenTo(String overlay) {
    Cluster cluster = Cluster.of(overlay);
    for (Cluster.Workload service : cluster.services()) {
      List<String> mounted =
          service.container().getVolumeMounts().stream().map(VolumeMount::getMountPath).toList();
      cluster.environment(service.container()).values().stream()
          .filter(value -> value != null && value.startsWith("/"))
          .forEach(folder -> assertThat(mounted).contains(folder));
    }
  }

  @Test
  void baseHoldsNoSecretAndTheLocalOneMakesThoseItRefersTo() {
    assertThat(Cluster.of("base").all(Secret.class)).isEmpty();
    Cluster local = Cluster.of("overlays/local");
    Map<String, Secret> secrets =
        local.all(Secret.class).stream()
            .collect(java.util.stream.Collectors.toMap(s -> s.getMetadata().getName(), s -> s));
    for (Cluster.Workload workload : local.workloads()) {
      workload.container().getEnv().stream()
          .filter(variable -> variable.getValueFrom() != null)
          .map(variable -> variable.getValueFrom().getSecretKeyRef())
          .filter(ref -> !Boolean.TRUE.equals(ref.getOptional()))
          .forEach(
              ref -> {
                assertThat(secrets).containsKey(ref.getName());
                assertThat(secrets.get(ref.getName()).getData()).containsKey(ref.getKey());
              });
    }
  }

  @ParameterizedTest
  @MethodSource("dev.parallax.k8s.Overlay#all")
  void nothingIsAllowedThatNoPolicyNames(String overlay) {
    List<NetworkPolicy> policies = Cluster.of(overlay).all(NetworkPolicy.class);
    assertThat(policies)
        .anySatisfy(
            policy -> {
              assertThat(policy.getSpec().getPodSelector().getMatchLabels()).isNullOrEmpty();
              assertThat(policy.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
              assertThat(policy.getSpec().getIngress()).isNullOrEmpty();
              assertThat(policy.getSpec().getEgress()).isNullOrEmpty();
            });
  }

  @Test
  void everyPolicyOfTheLocalSuiteIsAboutPodsThatAreThere() {
    Cluster cluster = Cluster.of("overlays/local");
    for (NetworkPolicy policy : cluster.all(NetworkPolicy.class)) {
      Stream<NetworkPolicyPeer> peers =
          Stream.concat(
              policy.getSpec().getIngress().stream().flatMap(rule -> rule.getFrom().stream()),
              policy.getSpec().getEgress().stream().flatMap(rule -> rule.getTo().stream()));
      Stream.concat(
              Stream.of(policy.getSpec().getPodSelector()),
              peers.map(NetworkPolicyPeer::getPodSelector).filter(java.util.Objects::nonNull))
          .map(LabelSelector::getMatchLabels)
          .forEach(
              labels ->
                  assertThat(cluster.workloads())
                      .as(policy.getMetadata().getName() + " " + labels)
                      .anyMatch(w -> w.labels().entrySet().containsAll(labels.entrySet())));
    }
  }

  @Test
  void imageTakesWhatTheBuildMakesAndRunsAsNobody() throws IOException {
    String text = Files.readString(Checkout.root().resolve("k8s/Containerfile"));
    assertThat(text).containsPattern("(?m)^USER [1-9][0-9]*:[1-9][0-9]*$").doesNotContain("ADD ");
    Matcher copies = Pattern.compile("(?m)^COPY (\\S+) (\\S+)$").matcher(text);
    List<String> taken = copies.results().map(copy -> copy.group(1)).toList();
    assertThat(taken).hasSize(4).allMatch(t -> t.startsWith("${MODULE}/target/quarkus-app/"));
    for (Cluster.Workload service : Cluster.of("base").services()) {
      Path module = Settings.of(service.name()).module();
      if (Files.isDirectory(module.resolve("target/quarkus-app"))) {
        taken.forEach(
            t ->
                assertThat(
                        Checkout.root()
                            .resolve(t.replace("${MODULE}", module.getFileName().toString())))
                    .exists());
      }
    }
  }
}
