package dev.parallax.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The objects of one rendering, and what a container would see of them. */
record Cluster(List<HasMetadata> objects) {

  /** A Deployment or StatefulSet. */
  record Workload(String name, PodTemplateSpec pod) {
    PodSpec spec() {
      return pod.getSpec();
    }

    Map<String, String> labels() {
      return pod.getMetadata().getLabels();
    }

    Container container() {
      return spec().getContainers().getFirst();
    }
  }

  static Cluster of(String overlay) {
    List<JsonNode> rendered = Overlay.render(overlay);
    return new Cluster(rendered.stream().map(StrictModel::read).toList());
  }

  <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  List<Workload> services() {
    return all(Deployment.class).stream()
        .map(d -> new Workload(d.getMetadata().getName(), d.getSpec().getTemplate()))
        .toList();
  }

  List<Workload> workloads() {
    return java.util.stream.Stream.concat(
            services().stream(),
            all(StatefulSet.class).stream()
                .map(s -> new Workload(s.getMetadata().getName(), s.getSpec().getTemplate())))
        .toList();
  }

  /**
   * Environment of a container: plain values as they are, {@code null} for what a secret holds.
   *
   * @throws AssertionError when a ConfigMap or its key is missing
   */
  Map<String, String> environment(Container container) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (EnvFromSource source : container.getEnvFrom()) {
      if (source.getConfigMapRef() != null) {
        environment.putAll(configMap(source.getConfigMapRef().getName()).getData());
      } else {
        secretKeys(source.getSecretRef().getName()).forEach(key -> environment.put(key, null));
      }
    }
    for (EnvVar variable : container.getEnv()) {
      environment.put(variable.getName(), variable.getValue());
    }
    return environment;
  }

  ConfigMap configMap(String name) {
    return all(ConfigMap.class).stream()
        .filter(map -> map.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there is no ConfigMap " + name));
  }

  /** None where the overlay leaves the secret to the cluster, as {@code base} does. */
  private List<String> secretKeys(String name) {
    return all(Secret.class).stream()
        .filter(secret -> secret.getMetadata().getName().equals(name))
        .flatMap(secret -> secret.getData().keySet().stream())
        .toList();
  }
}
