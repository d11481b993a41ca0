package dev.parallax.kit.log;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks the broker about itself, by the one admin client of a service that needs one. */
@ApplicationScoped
public class LogAdmin {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final Admin admin;

  @Inject
  LogAdmin(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                TIMEOUT_MILLIS));
  }

  void stop(@Observes ShutdownEvent event) {
    admin.close(CLOSING);
  }

  /** Do not close it. */
  public Admin client() {
    return admin;
  }

  /** Whether any broker answers within this time. */
  public boolean answers(Duration patience) {
    int millis = Math.toIntExact(patience.toMillis());
    try {
      return !admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
          .nodes()
          .get(millis, TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
