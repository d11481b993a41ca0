package dev.parallax.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A real Kafka broker for the tests of one application start. */
public class RealKafka implements QuarkusTestResourceLifecycleManager {
  private static final RealServer SERVER = new RealServer("kafka");
  private static final String BOOTSTRAP = "parallax.test.kafka.bootstrap";

  @Override
  public Map<String, String> start() {
    int port = RealServer.freePort();
    SERVER.start(
        "dev.parallax.local.kafka.BrokerMain",
        "-Xmx256m",
        port,
        "--controller-port",
        "" + RealServer.freePort());
    System.setProperty(BOOTSTRAP, "localhost:" + port);
    return Map.of("kafka.bootstrap.servers", bootstrapServers());
  }

  @Override
  public void stop() {
    SERVER.stop();
  }

  /** For a test's own clients. */
  public static String bootstrapServers() {
    return System.getProperty(BOOTSTRAP);
  }

  /** Ends the broker as a crash would. */
  public static void kill() {
    SERVER.kill();
  }

  /** Starts it again with its data. */
  public static void revive() {
    SERVER.revive();
  }
}
