package dev.parallax.recommendation.training;

import dev.parallax.recommendation.matrix.VectorModule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Has a start without the Vector API fail at once, and not the first training at night. */
@ApplicationScoped
class VectorsAtStart {
  void start(@Observes StartupEvent event) {
    VectorModule.require();
  }
}
