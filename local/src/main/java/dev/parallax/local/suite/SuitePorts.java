package dev.parallax.local.suite;

import dev.parallax.local.process.Ports;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The ports of one run of the suite. */
final class SuitePorts {

  private static final String CONTROLLER = "kafka-controller";

  private final Map<String, Integer> byName;

  private SuitePorts(Map<String, Integer> byName) {
    this.byName = byName;
  }

  /**
   * Gives each process its usual port, or the next free one, and says so. Nobody gets another's
   * usual port as a replacement: console moves from 8080 to 8086, not to 8081.
   *
   * @param notice takes a sentence for the user per port that was taken
   */
  static SuitePorts choose(Consumer<String> notice) throws IOException {
    Map<String, Integer> wishes = wishes();
    Ports ports = new Ports();
    wishes.values().forEach(ports::reserve);
    Map<String, Integer> chosen = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> wish : wishes.entrySet()) {
      ports.release(wish.getValue());
      int port = ports.take(wish.getValue());
      if (port != wish.getValue()) {
        notice.accept(
            "Port %d is taken by another program; %s uses %d instead."
                .formatted(wish.getValue(), wish.getKey(), port));
      }
      chosen.put(wish.getKey(), port);
    }
    return new SuitePorts(chosen);
  }

  /** The names of all processes, in the order of their start. */
  static Set<String> processes() {
    Set<String> names = new LinkedHashSet<>(wishes().keySet());
    names.remove(CONTROLLER);
    return names;
  }

  static Map<String, Integer> wishes() {
    Map<String, Integer> wishes = new LinkedHashMap<>();
    wishes.put(SuiteLayout.KAFKA, 9092);
    wishes.put(CONTROLLER, 9093);
    wishes.put(SuiteLayout.POSTGRES, 5432);
    for (Service service : List.of(Service.values())) {
      wishes.put(service.label(), service.port());
    }
    return wishes;
  }

  int kafka() {
    return byName.get(SuiteLayout.KAFKA);
  }

  int kafkaController() {
    return byName.get(CONTROLLER);
  }

  int postgres() {
    return byName.get(SuiteLayout.POSTGRES);
  }

  int of(Service service) {
    return byName.get(service.label());
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + postgres() + "/" + database;
  }
}
