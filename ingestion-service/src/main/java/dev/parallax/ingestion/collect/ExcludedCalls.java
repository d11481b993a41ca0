package dev.parallax.ingestion.collect;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** How many calls were dropped because their sender means them for others only. */
@ApplicationScoped
class ExcludedCalls {
  private final Counter counter;

  ExcludedCalls(MeterRegistry registry) {
    this.counter =
        Counter.builder("parallax.ingestion.excluded")
            .description("Calls whose integrations exclude this collector")
            .register(registry);
  }

  void count(int calls) {
    if (calls > 0) {
      counter.increment(calls);
    }
  }
}
