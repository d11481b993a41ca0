package dev.parallax.bench.algorithms;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.bench.process.Processes;
import dev.parallax.bench.reference.Machine;
import dev.parallax.bench.report.Results;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench algorithms}. */
@Command(
    name = "algorithms",
    mixinStandardHelpOptions = true,
    description = {
      "Learns from made-up people, each algorithm in a cold JVM of its own: seconds, memory, and"
          + " how often the item",
      "that was held back is among the first ten, beside popularity. No suite is started."
    })
public final class AlgorithmsBench implements Callable<Integer> {
  private static final String[] SMALL = {"6040", "3706", "1000000", "18"};
  private static final String[] LARGE = {"500000", "100000", "10000000", "200"};
  private static final String SMALL_HEAP = "-Xmx1g";
  private static final String LARGE_HEAP = "-Xmx3500m";
  private static final int MOST_MEBIBYTES = 4 * 1024;

  private static final List<Case> CASES =
      List.of(
          new Case("itemKnn", SMALL, SMALL_HEAP, "item-knn", "{}", 1),
          new Case("userKnn", SMALL, SMALL_HEAP, "user-knn", "{}", 0),
          new Case("ease", SMALL, SMALL_HEAP, "ease", "{}", 6),
          new Case("slim", SMALL, SMALL_HEAP, "slim", "{}", 0),
          new Case("als", SMALL, SMALL_HEAP, "als", "{\"factors\":64,\"iterations\":15}", 15),
          new Case("sessionKnn", SMALL, SMALL_HEAP, "session-knn", "{\"gapMinutes\":0}", 0),
          new Case("itemKnnLarge", LARGE, LARGE_HEAP, "item-knn", "{}", 480),
          new Case("alsLarge", LARGE, LARGE_HEAP, "als", "{\"factors\":64,\"iterations\":15}", 480),
          new Case("easeSparseLarge", LARGE, LARGE_HEAP, "ease", "{}", 0));

  @Option(
      names = "--small",
      description = "only data of MovieLens-1M's size, not the 10 million interactions")
  private boolean small;

  @Option(names = "--only", paramLabel = "FIGURE", description = "only one, for example alsLarge")
  private String only;

  @Spec private CommandSpec spec;

  /**
   * @param goalSeconds 0 for none
   */
  private record Case(
      String name,
      String[] data,
      String heap,
      String algorithm,
      String settings,
      double goalSeconds) {

    String words(Learned learned, double reference) {
      String goal = goalSeconds == 0 ? "" : " (goal %.0f s)".formatted(goalSeconds);
      return "%.2f s%s, %.1f x the machine's; hits %.3f, popularity %.3f; %,.0f us an answer; heap %,d, resident %,d MiB"
          .formatted(
              learned.seconds(),
              goal,
              learned.seconds() / reference,
              learned.hitRate(),
              learned.popularHitRate(),
              learned.microsPerAnswer(),
              learned.heapMebibytes(),
              learned.residentMebibytes());
    }

    boolean reached(Learned learned) {
      return (goalSeconds == 0 || learned.seconds() < goalSeconds)
          && learned.residentMebibytes() < MOST_MEBIBYTES
          && learned.hitRate() > learned.popularHitRate();
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    Results results =
        new Results(
            only == null ? "algorithms" : "algorithms-" + only,
            spec.commandLine().getOut(),
            Clock.systemUTC());
    double reference = Machine.seconds();
    results.add(
        "referenceSeconds",
        reference,
        "%.2f s for 512 MiB of SHA-256 per core".formatted(reference));
    int size = Integer.parseInt(SMALL[1]);
    double product = DenseMultiply.seconds(size, Runtime.getRuntime().availableProcessors());
    results.add(
        "denseMultiplySeconds",
        product,
        "%.2f s for a product of two matrices of %,d x %,d by plain loops, as many operations as two of EASE's inverses"
            .formatted(product, size, size));
    boolean all = true;
    for (Case one : CASES) {
      boolean asked = only == null ? !small || one.data() == SMALL : one.name().equals(only);
      if (asked) {
        Learned learned = learn(one);
        results.add(one.name(), learned, one.words(learned, reference));
        all &= one.reached(learned);
      }
    }
    results.write();
    return all ? 0 : 1;
  }

  private static Learned learn(Case one) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Processes.java());
    command.addAll(
        List.of(
            one.heap(),
            "-XX:+UseParallelGC",
            "-XX:+UseCompactObjectHeaders",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            LearnMain.class.getName()));
    command.addAll(List.of(one.data()));
    command.addAll(List.of(one.algorithm(), one.settings()));
    // What goes wrong, and the JVM's warning that the module is an incubator's, is not ours to
    // read.
    File log = File.createTempFile("parallax-learn", ".log");
    log.deleteOnExit();
    Process process = new ProcessBuilder(command).redirectError(log).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (Processes.exit(process) != 0) {
      throw new IOException(one.name() + " failed: " + Files.readString(log.toPath()));
    }
    return new JsonMapper().readValue(said, Learned.class);
  }
}
