package dev.parallax.bench.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.bench.reference.BareKafka;
import dev.parallax.bench.report.Results;
import dev.parallax.bench.suite.BenchSuite;
import dev.parallax.bench.suite.Memory;
import dev.parallax.local.home.Home;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.kafka.ConsumerLag;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench import}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Imports Online Retail through the front door, beside a bare Kafka producer with the same lines.")
public final class ImportBench implements Callable<Integer> {

  private static final double GOAL_SECONDS = 60;
  private static final Duration LIMIT = Duration.ofMinutes(30);

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "the data, gzip (default: ../shared/data/online-retail.csv.gz)")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data =
        file != null
            ? file
            : Home.current().root().resolve("../shared/data/online-retail.csv.gz").normalize();
    if (!Files.isReadable(data)) {
      throw new ParameterException(
          spec.commandLine(), "--file must name a readable file, there is none at " + data);
    }
    Results results = new Results("import", spec.commandLine().getOut(), Clock.systemUTC());
    try (BenchSuite suite = BenchSuite.fresh("home-import")) {
      suite.up();
      double bare = bare(suite, data, results);
      double seconds = imported(suite, data, results);
      results.add("ratio", seconds / bare, "%.1f x the bare producer".formatted(seconds / bare));
      Memory memory = suite.memory();
      results.add("memoryMebibytes", memory.processes(), memory.line());
      results.write();
      return seconds < GOAL_SECONDS ? 0 : 1;
    }
  }

  private static double bare(BenchSuite suite, Path data, Results results) throws IOException {
    List<byte[]> lines = lines(data);
    BareKafka kafka = new BareKafka(suite.broker());
    kafka.send(lines);
    double bare = kafka.send(lines);
    results.add(
        "referenceSeconds",
        bare,
        "%.1f s for a bare producer of %,d lines".formatted(bare, lines.size()));
    return bare;
  }

  private static double imported(BenchSuite suite, Path data, Results results)
      throws IOException, InterruptedException {
    try (SuiteClient client = suite.client();
        ConsumerLag lag = new ConsumerLag(suite.broker())) {
      long began = System.nanoTime();
      String id = client.upload(data, Map.of("mapping", "online-retail")).path("id").asText();
      JsonNode result = client.await(id, state -> {}, LIMIT).path("result");
      double seconds = (System.nanoTime() - began) / 1e9;
      long rows = result.path("rows").asLong();
      results.add("rows", rows, "%,d".formatted(rows));
      results.add("accepted", result.path("accepted").asLong(), result.path("accepted").asText());
      results.add("rejected", result.path("rejected").asLong(), result.path("rejected").asText());
      results.add(
          "seconds",
          seconds,
          "%.1f s, %,.0f rows/s (goal %.0f s)".formatted(seconds, rows / seconds, GOAL_SECONDS));
      lag.awaitNone(left -> {}, LIMIT);
      double caughtUp = (System.nanoTime() - began) / 1e9;
      results.add(
          "caughtUpSeconds", caughtUp, "%.1f s until every service had all".formatted(caughtUp));
      return seconds;
    }
  }

  private static List<byte[]> lines(Path data) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data)), StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    }
  }
}
