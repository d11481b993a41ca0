package dev.parallax.k8s;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.List;
import java.util.Map;

/**
 * Whom the network policies of a rendering let talk to whom: a connection must be allowed on its
 * way out and on its way in, and where a policy selects a pod, only what a rule names is. Pods of
 * one namespace and selectors by labels are all that the manifests use.
 */
record Policies(List<NetworkPolicy> all) {

  static Policies of(Cluster cluster) {
    return new Policies(cluster.all(NetworkPolicy.class));
  }

  boolean allow(Cluster.Workload from, Cluster.Workload to, int port) {
    return letsOut(from, to, port) && letsIn(to, from, port);
  }

  private boolean letsOut(Cluster.Workload from, Cluster.Workload to, int port) {
    List<NetworkPolicy> about = about(from, "Egress");
    return about.isEmpty()
        || about.stream()
            .flatMap(policy -> policy.getSpec().getEgress().stream())
            .anyMatch(rule -> names(rule.getTo(), to) && names(rule.getPorts(), to, port));
  }

  private boolean letsIn(Cluster.Workload to, Cluster.Workload from, int port) {
    List<NetworkPolicy> about = about(to, "Ingress");
    return about.isEmpty()
        || about.stream()
            .flatMap(policy -> policy.getSpec().getIngress().stream())
            .anyMatch(rule -> names(rule.getFrom(), from) && names(rule.getPorts(), to, port));
  }

  private List<NetworkPolicy> about(Cluster.Workload pod, String direction) {
    return all.stream()
        .filter(policy -> policy.getSpec().getPolicyTypes().contains(direction))
        .filter(policy -> selects(policy.getSpec().getPodSelector(), pod))
        .toList();
  }

  private static boolean names(List<NetworkPolicyPeer> peers, Cluster.Workload pod) {
    return peers.isEmpty()
        || peers.stream()
            .anyMatch(
                peer ->
                    peer.getNamespaceSelector() == null
                        && peer.getPodSelector() != null
                        && selects(peer.getPodSelector(), pod));
  }

  private static boolean names(List<NetworkPolicyPort> ports, Cluster.Workload pod, int port) {
    return ports.isEmpty()
        || ports.stream()
            .anyMatch(
                named ->
                    named.getPort().getStrVal() == null
                        ? named.getPort().getIntVal() == port
                        : number(pod, named.getPort().getStrVal()) == port);
  }

  private static int number(Cluster.Workload pod, String port) {
    return pod.container().getPorts().stream()
        .filter(known -> port.equals(known.getName()))
        .mapToInt(ContainerPort::getContainerPort)
        .findFirst()
        .orElse(-1);
  }

  private static boolean selects(LabelSelector selector, Cluster.Workload pod) {
    Map<String, String> labels = selector.getMatchLabels();
    return labels == null || pod.labels().entrySet().containsAll(labels.entrySet());
  }
}
