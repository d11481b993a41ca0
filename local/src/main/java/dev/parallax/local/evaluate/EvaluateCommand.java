package dev.parallax.local.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.local.home.Home;
import dev.parallax.local.http.Credentials;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.report.ProgressBar;
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

/** {@code parallax evaluate FILE}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Measures recommendation algorithms on a file of interactions, each against popularity and"
            + " random, and prints the table.",
    footer = {
      "",
      "FILE has one interaction a line: user, item, and where there are any rating and timestamp; with a header or",
      "without; separated by comma, semicolon, tab, bar, space or '::'; plain, gzip or zip. MovieLens as it is",
      "downloaded works: u.data, ratings.dat, ratings.csv, or the zip they come in.",
      "",
      "Examples:",
      "  ./parallax evaluate ml-1m/ratings.dat --min-rating 3 --core 10",
      "      as RecBole's published tables: each user's interactions 80/10/10 at random, full ranking, k = 10",
      "  ./parallax evaluate ml-100k/u.data --split random --shares 0.75,0.25",
      "      as Microsoft Recommenders' published tables",
      "  ./parallax evaluate shop.csv.gz --split time --algorithms item-knn,ease",
      "  ./parallax evaluate ratings.csv --columns item,user,rating,timestamp",
      "  ./parallax evaluate orders.csv --columns user=customer_unique_id,item=product_id,timestamp=-",
      "  ./parallax evaluate shop.csv.gz --algorithms '[{\"name\":\"item-knn\",\"settings\":{\"k\":100}}]' --no-tune",
      "",
      "What is needed is started, and ended again, when nothing runs; a suite that is up is used. Nothing of the file",
      "is kept. What the columns mean: docs/evaluating.md."
    })
public final class EvaluateCommand implements Callable<Integer> {

  private static final Set<String> NEEDED = Set.of("kafka", "postgres", "recommendation");
  private static final Duration LIMIT = Duration.ofHours(6);

  @Parameters(index = "0", paramLabel = "FILE", description = "the file of interactions")
  private Path file;

  @Option(
      names = "--split",
      paramLabel = "HOW",
      description =
          "what is held out: 'random' of each user's interactions (default), 'time' the newest of all,"
              + " 'leave-last-out' each user's last")
  private String split;

  @Option(
      names = "--shares",
      paramLabel = "A,B[,C]",
      description =
          "of training, validation and test (0.8,0.1,0.1, the default of random), or of training and"
              + " test (0.8,0.2, the default of time); none of leave-last-out")
  private String shares;

  @Option(
      names = "--columns",
      paramLabel = "WHAT",
      description =
          "what each column holds, such as item,user,rating,timestamp with - for one to pass over, or by"
              + " the names of a header, such as user=customer_unique_id,item=product_id; else told by"
              + " known names, or user, item, rating, timestamp where there is no header")
  private String columns;

  @Option(names = "--k", paramLabel = "N", description = "the length of the lists (10)")
  private String k;

  @Option(
      names = "--algorithms",
      paramLabel = "NAMES",
      description = "comma separated, or a JSON array with settings; all otherwise")
  private String algorithms;

  @Option(names = "--min-rating", paramLabel = "STARS", description = "leave lower ratings out")
  private String minRating;

  @Option(
      names = "--core",
      paramLabel = "N",
      description = "leave users and items with fewer interactions out, until none is left")
  private String core;

  @Option(
      names = "--values",
      paramLabel = "WHAT",
      description =
          "learn from 'implicit' (each interaction counts 1, default) or from the 'rating'")
  private String values;

  @Option(
      names = "--tune",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "search settings on the validation, never on the test (default)")
  private boolean tune;

  @Option(
      names = "--refit",
      paramLabel = "true|false",
      description =
          "whether the final models learn from the validation, too (true with two shares)")
  private String refit;

  @Option(names = "--seed", paramLabel = "N", description = "of everything random (1)")
  private String seed;

  @Option(names = "--json", description = "print the whole result as JSON, and nothing else")
  private boolean json;

  @Option(names = "--keep", description = "leave running what had to be started")
  private boolean keep;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new ParameterException(spec.commandLine(), "There is no readable file '" + file + "'.");
    }
    PrintWriter result = spec.commandLine().getOut();
    PrintWriter progress = json ? spec.commandLine().getErr() : result;
    Home home = Home.current();
    SuiteStarter starter = new SuiteStarter(home, progress);
    boolean ours = !starter.isUp();
    Optional<SuiteState> suite = starter.up(NEEDED);
    if (suite.isEmpty()) {
      return 1;
    }
    try (SuiteClient client =
        new SuiteClient(
            suite.get().address("recommendation").orElseThrow(), Credentials.of(home))) {
      progress.println();
      JsonNode evaluation = evaluate(client, progress);
      if (json) {
        result.println(
            SuiteClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(evaluation));
      } else {
        new EvaluationReport(result).print(evaluation);
      }
      result.flush();
    } finally {
      if (ours && !keep) {
        progress.println();
        starter.down();
      }
    }
    return 0;
  }

  private JsonNode evaluate(SuiteClient client, PrintWriter progress) throws IOException {
    ProgressBar reading = new ProgressBar(progress, "reading the file");
    String id = client.upload("/v1/evaluations", file, fields()).path("id").asText();
    reading.done(
        "%,d interactions"
            .formatted(client.get("/v1/evaluations/" + id).path("interactions").asLong()));
    ProgressBar bar = new ProgressBar(progress, "evaluating");
    client.await(id, bar::at, LIMIT);
    JsonNode evaluation = client.get("/v1/evaluations/" + id);
    bar.done(evaluation.path("result").path("rows").size() + " algorithms");
    return evaluation;
  }

  private Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    put(fields, "split", split);
    put(fields, "shares", shares);
    put(fields, "columns", columns);
    put(fields, "k", k);
    put(fields, "algorithms", algorithms);
    put(fields, "minRating", minRating);
    put(fields, "core", core);
    put(fields, "values", values);
    put(fields, "tune", Boolean.toString(tune));
    put(fields, "refit", refit);
    put(fields, "seed", seed);
    String name = file.getFileName().toString();
    put(fields, "name", name.length() > 100 ? name.substring(0, 100) : name);
    return fields;
  }

  private static void put(Map<String, String> fields, String name, String value) {
    if (value != null) {
      fields.put(name, value);
    }
  }
}
