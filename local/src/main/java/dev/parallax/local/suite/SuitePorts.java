package dev.parallax.local.suite;

import dev.parallax.local.process.Ports;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
   * @param offset added to every usual port, so that a second suite can be kept apart from the
   *     first
   * @param notice takes a sentence for the user per port that was taken
   */
  static SuitePorts choose(int offset, Consumer<String> notice) throws IOException {
    Map<String, Integer> wishes = wishes(offset);
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
    Set<String> names = new LinkedHashSet<>(wishes(0).keySet());
    names.remove(CONTROLLER);
    return names;
  }

  private static Map<String, Integer> wishes(int offset) {
    Map<String, Integer> wishes = new LinkedHashMap<>();
    wishes.put(SuiteLayout.KAFKA, 9092 + offset);
    wishes.put(CONTROLLER, 9093 + offset);
    wishes.put(SuiteLayout.POSTGRES, 5432 + offset);
    for (Service service : Service.values()) {
      wishes.put(service.label(), service.port() + offset);
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
