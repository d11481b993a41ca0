package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import dev.parallax.local.kafka.BrokerMain;
import dev.parallax.local.launch.ServiceMain;
import dev.parallax.local.postgres.PostgresMain;
import dev.parallax.local.process.Sessions;
import dev.parallax.local.secrets.Secrets;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns ports and secrets into the commands and environments of the suite's processes. */
final class SuiteLayout {

  static final String KAFKA = "kafka";
  static final String POSTGRES = "postgres";

  private static final String ORIGINS = "PARALLAX_CORS_ORIGINS";
  private static final String LOCAL_ORIGINS = "http://localhost:*,http://127.0.0.1:*";

  private static final Duration START_LIMIT = Duration.ofSeconds(180);

  /**
   * What every JVM of the suite gets: small, quiet, and dead rather than crippled when it runs out
   * of memory.
   */
  private static final List<String> JVM =
      List.of(
          "-XX:+UseCompactObjectHeaders",
          "-XX:+ExitOnOutOfMemoryError",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  /**
   * Recommendation learns with the JDK's Vector API, which is only there when it is asked for. The
   * JVM then makes the graph of modules anew, though it takes classes from the archive, and would
   * call that an error each time it starts.
   */
  private static final List<String> VECTORS =
      List.of("--add-modules=jdk.incubator.vector", "-Xlog:cds=off");

  private static final String ONE_THREAD_COLLECTS = "-XX:+UseSerialGC";

  /**
   * For ingestion: at full load it allocates several hundred megabytes a second, and while one
   * thread collects the other core has nothing to do.
   */
  private static final String ALL_CORES_COLLECT = "-XX:+UseParallelGC";

  /**
   * Ten times the usual number of calls before C2 compiles a method. Six services that start at
   * once on two cores spend a third of their processor time in C2 (measured: 11.1 s against 7.6 s
   * for one service), for code that a start runs a few thousand times; what is hot under load
   * passes the higher threshold within a second or two.
   */
  private static final List<String> LATE_C2 =
      List.of(
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private final Home home;
  private final Secrets secrets;
  private final SuitePorts ports;

  SuiteLayout(Home home, Secrets secrets, SuitePorts ports) {
    this.home = home;
    this.secrets = secrets;
    this.ports = ports;
  }

  ProcessSpec kafka() {
    List<String> command =
        java(
            KAFKA,
            ONE_THREAD_COLLECTS,
            List.of("-Xmx256m"),
            OwnCode.classPath(home),
            BrokerMain.class.getName());
    command.addAll(
        List.of(
            "--data",
            home.data(KAFKA).toString(),
            "--port",
            Integer.toString(ports.kafka()),
            "--controller-port",
            Integer.toString(ports.kafkaController()),
            "--exit-with-parent"));
    return new ProcessSpec(
        KAFKA, ports.kafka(), command, Map.of(), new Readiness.Line("READY"), START_LIMIT);
  }

  ProcessSpec postgres() {
    List<String> command =
        java(
            POSTGRES,
            ONE_THREAD_COLLECTS,
            List.of("-Xmx128m"),
            OwnCode.classPath(home),
            PostgresMain.class.getName());
    command.addAll(
        List.of(
            "--data",
            home.data(POSTGRES).toString(),
            "--port",
            Integer.toString(ports.postgres()),
            "--log",
            home.log(POSTGRES).toString(),
            "--durable",
            "--exit-with-parent"));
    return new ProcessSpec(
        POSTGRES,
        ports.postgres(),
        command,
        Map.of(PostgresMain.PASSWORD, secrets.postgresPassword()),
        new Readiness.Line("READY"),
        START_LIMIT);
  }

  ProcessSpec service(Service service) {
    ServiceJar jar = ServiceJar.of(service.jar(home.root()));
    String classPath = jar.path() + File.pathSeparator + OwnCode.place();
    List<String> command =
        java(
            service.label(),
            service == Service.INGESTION ? ALL_CORES_COLLECT : ONE_THREAD_COLLECTS,
            Heaps.options(service),
            classPath,
            ServiceMain.class.getName());
    command.add(jar.mainClass());
    command.addAll(1, LATE_C2);
    if (service == Service.RECOMMENDATION) {
      command.addAll(1, VECTORS);
    }
    command.addAll(1, jar.opens());
    command.add(1, "-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
    int port = ports.of(service);
    return new ProcessSpec(
        service.label(),
        port,
        command,
        environment(service, port),
        new Readiness.Http(URI.create("http://127.0.0.1:" + port + "/q/health/ready")),
        START_LIMIT);
  }

  private Map<String, String> environment(Service service, int port) {
    Map<String, String> env = new LinkedHashMap<>();
    env.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    env.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    env.put("QUARKUS_OIDC_PUBLIC_KEY", secrets.tokenPublicKey());
    env.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
    // glibc's default of eight arenas per core costs tens of MiB in a process with many threads
    env.put("MALLOC_ARENA_MAX", "2");
    if (service.hasDatabase()) {
      env.put("QUARKUS_DATASOURCE_JDBC_URL", ports.jdbcUrl(service.label()));
      env.put("QUARKUS_DATASOURCE_USERNAME", service.label());
      env.put("QUARKUS_DATASOURCE_PASSWORD", secrets.databasePasswords().get(service.label()));
      env.put("PARALLAX_PSEUDONYM_SECRET", secrets.pseudonymSecret());
      env.put("PARALLAX_CONSENT_ASSUMED", "analytics,personalization");
    }
    if (service == Service.RECOMMENDATION) {
      // XGBoost's threads would else wait for each other in loops, for cores that others have.
      env.put("OMP_WAIT_POLICY", "passive");
    }
    switch (service) {
      case INGESTION -> {
        env.put("PARALLAX_VAULT_KEY", secrets.vaultKey());
        env.put("PARALLAX_PRIVACY_CERTIFICATE_KEY", secrets.certificateKey());
        env.put("PARALLAX_WRITE_KEYS_SHOP", secrets.writeKey());
        env.put("PARALLAX_IMPORTS_DIRECTORY", home.data("imports").toString());
        // Pages that a developer serves on this machine; the environment may say others.
        env.put(ORIGINS, System.getenv().getOrDefault(ORIGINS, LOCAL_ORIGINS));
        env.put("PARALLAX_IMPORTS_WATCH_DIRECTORY", home.data("drop").toString());
        env.put("PARALLAX_ARCHIVE_DIRECTORY", home.data("archive").toString());
      }
      case FRAUD -> env.put("PARALLAX_STATE_DIR", home.data("fraud-state").toString());
      case CONSOLE -> {
        for (Service upstream : Service.values()) {
          if (upstream != Service.CONSOLE) {
            env.put(
                "PARALLAX_UPSTREAMS_" + upstream.label().toUpperCase(Locale.ROOT),
                "http://127.0.0.1:" + ports.of(upstream));
          }
        }
      }
      case SEGMENTATION, RECOMMENDATION, EXPERIENCE -> {
        // nothing of their own
      }
    }
    return env;
  }

  private List<String> java(
      String name, String collector, List<String> heap, String classPath, String main) {
    List<String> command = new ArrayList<>();
    command.add(Sessions.java());
    command.add(collector);
    command.addAll(JVM);
    command.addAll(archive(name, classPath));
    command.addAll(heap);
    command.addAll(List.of("-cp", classPath, main));
    return command;
  }

  /**
   * A shared archive of the classes that a process loads (JEP 350). The JVM writes it when the
   * process ends for the first time, and again when the jars or the JVM have changed; the next
   * start needs about half the processor time.
   */
  private List<String> archive(String name, String classPath) {
    if (!OwnCode.isJar()) {
      return List.of(); // A shared archive refuses folders.
    }
    Path archive = home.archives().resolve(name + ".jsa");
    deleteOutdated(archive, classPath);
    return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive);
  }

  /**
   * The JVM notices jars that have changed, goes without the archive, and does not always renew it.
   */
  private static void deleteOutdated(Path archive, String classPath) {
    try {
      for (String jar : classPath.split(File.pathSeparator)) {
        if (Files.exists(archive)
            && Files.isRegularFile(Path.of(jar))
            && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(Path.of(jar)))
                < 0) {
          Files.delete(archive);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot renew " + archive, e);
    }
  }
}
