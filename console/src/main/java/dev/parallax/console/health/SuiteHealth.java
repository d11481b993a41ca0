package dev.parallax.console.health;

import java.util.List;

/**
 * Which services answer.
 *
 * @param status {@code up} when all do, else {@code degraded}
 */
record SuiteHealth(String status, List<ServiceHealth> services) {
  SuiteHealth {
    services = List.copyOf(services);
  }

  static SuiteHealth of(List<ServiceHealth> services) {
    boolean all = services.stream().allMatch(s -> s.status().equals("up"));
    return new SuiteHealth(all ? "up" : "degraded", services);
  }

  /**
   * One service.
   *
   * @param status {@code up}; {@code starting} when it answers but is not ready; {@code down} when
   *     it cannot be reached
   */
  record ServiceHealth(String service, String status) {}
}
