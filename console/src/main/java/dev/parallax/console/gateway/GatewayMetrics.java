package dev.parallax.console.gateway;

import dev.parallax.console.upstream.Service;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * How long services take to begin an answer, as seen from the front door.
 *
 * <p>By service and class of status only: a path holds ids, and would make a new series for each.
 */
@ApplicationScoped
class GatewayMetrics {
  private final MeterRegistry registry;

  GatewayMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  Timer.Sample start() {
    return Timer.start(registry);
  }

  void passed(Timer.Sample sample, Service service, int status) {
    sample.stop(
        Timer.builder("parallax.gateway.requests")
            .description("Requests passed to a service, until its answer began")
            .tag("service", service.label())
            .tag("outcome", status / 100 + "xx")
            .register(registry));
  }
}
