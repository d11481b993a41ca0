package dev.parallax.local.imports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.home.Home;
import dev.parallax.local.http.Credentials;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.kafka.ConsumerLag;
import dev.parallax.local.report.Findings;
import dev.parallax.local.report.ProgressBar;
import dev.parallax.local.report.Training;
import dev.parallax.local.suite.SuiteStarter;
import dev.parallax.local.suite.SuiteState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parallax import FORMAT FILE}. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description =
        "Imports a file (plain, gzip, zip or zstd), has the services learn from it and prints what"
            + " was found.",
    footer = {
      "",
      "Formats:",
      "  online-retail  CSV of the UCI Online Retail data: invoices with products, customers and"
          + " countries",
      "  events         JSON lines, each an event of the Segment spec",
      "  transactions   CSV of payments, as POST /v1/transactions takes them",
      "  NAME           a mapping of your own, made by PUT /v1/imports/mappings/NAME",
      "  FILE.yaml      a mapping of your own, in this file (docs/importing.md)",
      "",
      "Example: ./parallax import online-retail ../shared/data/online-retail.csv.gz",
      "Starts the suite when it is down. The same file again changes nothing: what is known is"
          + " dropped."
    })
public final class ImportCommand implements Callable<Integer> {

  private static final Duration IMPORT_LIMIT = Duration.ofHours(2);
  private static final Duration CATCH_UP_LIMIT = Duration.ofMinutes(30);

  @Parameters(
      index = "0",
      paramLabel = "FORMAT",
      description = "online-retail, events, transactions, or a mapping of your own")
  private String format;

  @Parameters(index = "1", paramLabel = "FILE", description = "the file")
  private Path file;

  @Option(
      names = "--limit",
      paramLabel = "ROWS",
      description = "only the first rows, and what belongs to invoices begun in them")
  private Long limit;

  @Option(
      names = "--consent",
      paramLabel = "PURPOSES",
      description = "purposes that the file's customers agreed to, e.g. analytics,personalization")
  private String consent;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "whose inputs they are, by the name of its write key: what it has sent already counts"
              + " once")
  private String source;

  @Option(names = "--no-train", description = "only import; do not train and report")
  private boolean noTrain;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Optional<ImportFormat> known = ImportFormat.named(format);
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw refusal("There is no readable file '" + file + "'.");
    }
    if (limit != null && limit < 1) {
      throw refusal("--limit must be at least 1, was " + limit);
    }
    Home home = Home.current();
    PrintWriter out = spec.commandLine().getOut();
    Optional<SuiteState> suite = new SuiteStarter(home, out).up(Set.of());
    if (suite.isEmpty()) {
      return 1;
    }
    try (SuiteClient client =
        new SuiteClient(suite.get().address("console").orElseThrow(), Credentials.of(home))) {
      out.println();
      tell(upload(client, known, out), client, out);
      if (!noTrain) {
        catchUp(suite.get(), out);
        if (known.filter(ImportFormat.TRANSACTIONS::equals).isEmpty()) {
          // Payments alone hold no baskets, and no labels to learn fraud from; the rules judge
          // them.
          Training training = new Training(client, out);
          training.segments(0);
          training.recommendations();
        }
        new Findings(client, out)
            .print(known.isEmpty() ? Optional.empty() : SampleCustomer.in(file, known.get()));
      }
    }
    return 0;
  }

  private JsonNode upload(SuiteClient client, Optional<ImportFormat> known, PrintWriter out)
      throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    if (known.isEmpty() && format.endsWith(".yaml") && Files.isReadable(Path.of(format))) {
      fields.put("definition", Files.readString(Path.of(format)));
    } else {
      fields.put("mapping", known.map(ImportFormat::mapping).orElse(format));
    }
    if (consent != null) {
      fields.put("consent", consent);
    }
    if (source != null) {
      fields.put("source", source);
    }
    if (limit != null) {
      fields.put("limit", Long.toString(limit));
    }
    ProgressBar bar = new ProgressBar(out, "importing rows");
    String id = client.upload(file, fields).path("id").asText();
    JsonNode job = client.await(id, bar::at, IMPORT_LIMIT);
    bar.done("%,d rows".formatted(job.path("result").path("rows").asLong()));
    return job;
  }

  private static void tell(JsonNode job, SuiteClient client, PrintWriter out) {
    JsonNode result = job.path("result");
    out.printf(
        "  accepted %,d, rejected %,d%n",
        result.path("accepted").asLong(), result.path("rejected").asLong());
    result
        .path("reasons")
        .properties()
        .forEach(r -> out.printf("    %-28s %,d%n", r.getKey(), r.getValue().asLong()));
    result
        .path("published")
        .properties()
        .forEach(
            p -> out.printf("    published to %-18s %,d%n", p.getKey(), p.getValue().asLong()));
    if (result.path("rejected").asLong() > 0) {
      out.println(
          "  each rejected row with its reason: GET "
              + client.base()
              + "/v1/rejected?import="
              + job.path("id").asText());
    }
    out.flush();
  }

  private static void catchUp(SuiteState suite, PrintWriter out)
      throws IOException, InterruptedException {
    ProgressBar bar = new ProgressBar(out, "taken in by the services");
    int port = suite.process("kafka").orElseThrow().port();
    try (ConsumerLag lag = new ConsumerLag("127.0.0.1:" + port)) {
      long[] most = {1};
      boolean all =
          lag.awaitNone(
              left -> {
                most[0] = Math.max(most[0], left);
                bar.at(most[0] - left, most[0], "records");
              },
              CATCH_UP_LIMIT);
      bar.done(
          all
              ? "all of it"
              : "not all within "
                  + CATCH_UP_LIMIT.toMinutes()
                  + " min; going on with what is there");
    }
  }

  private ParameterException refusal(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
