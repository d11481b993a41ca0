package dev.parallax.fraud.decision;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when decisions find the calls that wait for them. */
@Readiness
@ApplicationScoped
class RepliesHealth implements HealthCheck {
  private final Waiting waiting;

  RepliesHealth(Waiting waiting) {
    this.waiting = waiting;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("replies").status(waiting.isListening()).build();
  }
}
