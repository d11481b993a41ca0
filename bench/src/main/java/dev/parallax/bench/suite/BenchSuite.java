package dev.parallax.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.bench.process.Processes;
import dev.parallax.local.home.Home;
import dev.parallax.local.http.Credentials;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A suite in a home of its own, driven by the {@code parallax} script as a user drives it. */
public final class BenchSuite implements AutoCloseable {

  private static final String PORT_OFFSET = "20000";

  private final Home home;

  private BenchSuite(Home home) {
    this.home = home;
  }

  /**
   * A suite that has never been started.
   *
   * @param name of its folder below {@code bench/target}
   */
  public static BenchSuite fresh(String name) throws IOException {
    Path root = Home.current().root();
    Path folder = root.resolve("bench/target").resolve(name);
    BenchSuite suite = new BenchSuite(new Home(root, folder));
    suite.down();
    delete(folder);
    return suite;
  }

  /**
   * Seconds from calling {@code ./parallax up} to its end, at which all is ready.
   *
   * @param options of the command
   */
  public double up(String... options) throws IOException {
    return run("up", options);
  }

  /** Seconds of {@code ./parallax down}. */
  public double down() throws IOException {
    return run("down");
  }

  /** Memory of all processes in MiB, as {@code ./parallax status} finds it. */
  public Memory memory() throws IOException {
    JsonNode status = SuiteClient.JSON.readTree(output("status", "--json"));
    List<Memory.Of> processes = new ArrayList<>();
    for (JsonNode process : status.path("processes")) {
      processes.add(
          new Memory.Of(
              process.path("name").asText(), process.path("residentBytes").asLong() >> 20));
    }
    long supervisor = dev.parallax.local.process.Memory.resident(pid(status)) >> 20;
    processes.add(new Memory.Of("supervisor", supervisor));
    return new Memory(processes);
  }

  /** Looks at what a process holds from now on, until that is closed. */
  public Looks looks(String process, Duration distance) throws IOException {
    return new Looks(known(process).path("pid").asLong(), distance);
  }

  /** A client of the front door with all rights. */
  public SuiteClient client() throws IOException {
    return new SuiteClient(URI.create("http://127.0.0.1:" + port("console")), Credentials.of(home));
  }

  /** The broker, {@code host:port}. */
  public String broker() throws IOException {
    return "127.0.0.1:" + port("kafka");
  }

  /** Where a process of the suite listens. */
  public InetSocketAddress address(String process) throws IOException {
    return new InetSocketAddress("127.0.0.1", port(process));
  }

  /** The write key of the suite's source. */
  public String writeKey() throws IOException {
    return Credentials.of(home).writeKey();
  }

  /** A token with all rights, for requests that are not the client's. */
  public String token() throws IOException {
    return Credentials.of(home).token();
  }

  /** What each process, with its children, has had of the processor so far. */
  public Map<String, Duration> processorTime() throws IOException {
    Map<String, Duration> times = new HashMap<>();
    for (JsonNode process :
        SuiteClient.JSON.readTree(output("status", "--json")).path("processes")) {
      times.put(process.path("name").asText(), processorTime(process.path("pid").asLong()));
    }
    return times;
  }

  private static Duration processorTime(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public void close() throws IOException {
    down();
  }

  private static long pid(JsonNode status) {
    return status.path("supervisorPid").asLong();
  }

  private int port(String process) throws IOException {
    return known(process).path("port").asInt();
  }

  private JsonNode known(String process) throws IOException {
    for (JsonNode known : SuiteClient.JSON.readTree(output("status", "--json")).path("processes")) {
      if (known.path("name").asText().equals(process)) {
        return known;
      }
    }
    throw new IOException("the suite has no process '" + process + "'");
  }

  private double run(String command, String... options) throws IOException {
    long began = System.nanoTime();
    Process process =
        start(Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new));
    String output = read(process);
    if (Processes.exit(process) != 0 && !command.equals("down")) {
      throw new IOException("./parallax " + command + " failed:\n" + output);
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private String output(String... words) throws IOException {
    return read(start(words));
  }

  private Process start(String... words) throws IOException {
    List<String> line = new ArrayList<>(List.of(home.root().resolve("parallax").toString()));
    line.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("PARALLAX_HOME", home.folder().toString());
    builder.environment().put("PARALLAX_PORT_OFFSET", PORT_OFFSET);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static String read(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> paths = Files.walk(folder)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
