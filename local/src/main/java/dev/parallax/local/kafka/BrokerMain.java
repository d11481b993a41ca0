package dev.parallax.local.kafka;

import dev.parallax.local.process.ParentWatch;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs a real Kafka broker until it is told to stop, and says {@code READY localhost:PORT} once it
 * accepts clients.
 *
 * <p>It is a process of its own because the server's classes would otherwise meet the Kafka client
 * and the Scala, Jackson and log versions of whoever starts it.
 */
@Command(
    name = "BrokerMain",
    mixinStandardHelpOptions = true,
    description = "Runs a single-node Kafka broker (KRaft) on this machine until SIGTERM.")
public final class BrokerMain implements Callable<Integer> {

  @Option(names = "--data", required = true, description = "folder of the log; kept between runs")
  private Path data;

  @Option(names = "--port", required = true, description = "port for clients, on 127.0.0.1")
  private int port;

  @Option(
      names = "--controller-port",
      required = true,
      description = "port of the controller, on 127.0.0.1")
  private int controllerPort;

  @Option(names = "--exit-with-parent", description = "stop when standard input is at its end")
  private boolean exitWithParent;

  private BrokerMain() {}

  /**
   * Starts the broker and returns only when it has stopped.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new BrokerMain()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    BrokerConfig config = new BrokerConfig(data, port, controllerPort);
    format(config);
    KafkaRaftServer server =
        new KafkaRaftServer(KafkaConfig.fromProps(config.properties()), Time.SYSTEM);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("broker-stop").unstarted(server::shutdown));
    if (exitWithParent) {
      ParentWatch.exitWithParent();
    }
    server.startup();
    System.out.println("READY localhost:" + port);
    server.awaitShutdown();
    return 0;
  }

  /** Gives a new data folder its identity; one that has it already is left alone. */
  private static void format(BrokerConfig config) throws Exception {
    if (Files.exists(config.data().resolve("meta.properties"))) {
      return;
    }
    Files.createDirectories(config.data());
    new Formatter()
        .setPrintStream(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
        .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
        .setNodeId(BrokerConfig.NODE_ID)
        .setClusterId(Uuid.randomUuid().toString())
        .setControllerListenerName(BrokerConfig.CONTROLLER)
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setMetadataLogDirectory(config.data().toAbsolutePath().toString())
        .addDirectory(config.data().toAbsolutePath().toString())
        .setIgnoreFormatted(true)
        .run();
  }
}
