package dev.parallax.bench.collect;

import dev.parallax.bench.load.LoadGenerator;
import dev.parallax.bench.reference.BareKafka;
import dev.parallax.bench.report.Results;
import dev.parallax.bench.suite.BenchSuite;
import dev.parallax.bench.suite.Resident;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code bench collect}: ingestion with its broker and its database; the services that read the log
 * are not started, since they would share the processor with what is measured.
 */
@Command(
    name = "collect",
    mixinStandardHelpOptions = true,
    description =
        "Sends calls over HTTP in batches, singly and in pace, beside a bare Kafka producer with the same events.")
public final class CollectBench implements Callable<Integer> {

  private static final int PER_BATCH = 100;
  private static final int BATCH_CONNECTIONS = 16;
  private static final int SINGLE_CONNECTIONS = 32;
  private static final int PACE = 2_000;
  private static final int BARE_EVENTS = 1_000_000;
  private static final Duration WARM_UP = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
  private static final double GOAL_EVENTS = 80_000;
  private static final double GOAL_RATIO = 0.25;
  private static final double GOAL_SINGLES = 6_000;
  private static final double GOAL_P99_MILLIS = 15;
  private static final long GOAL_MEBIBYTES = 600;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "30",
      description = "of each measurement (default: ${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "of full load while memory is watched; 0 leaves it out (default: ${DEFAULT-VALUE})")
  private int minutes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (seconds < 1 || minutes < 0) {
      throw new ParameterException(
          spec.commandLine(), "--seconds must be at least 1 and --minutes at least 0");
    }
    Results results = new Results("collect", spec.commandLine().getOut(), Clock.systemUTC());
    try (BenchSuite suite = BenchSuite.fresh("home-collect")) {
      suite.up("--only", "kafka,postgres,ingestion");
      Calls calls = new Calls(suite.writeKey(), PER_BATCH);
      BareKafka kafka = new BareKafka(suite.broker());
      List<byte[]> lines = calls.lines(BARE_EVENTS);
      kafka.keepLittle("customer-events");
      kafka.send(lines);
      InetSocketAddress address = suite.address("ingestion");
      warmUp(address, calls);
      boolean reached = throughput(suite, address, calls, kafka, lines, results);
      reached &= singles(suite, address, calls, results);
      if (minutes > 0) {
        reached &= memory(suite, address, calls, results);
      }
      results.write();
      return reached ? 0 : 1;
    }
  }

  private static void warmUp(InetSocketAddress address, Calls calls) throws IOException {
    try (LoadGenerator load = new LoadGenerator(address, BATCH_CONNECTIONS)) {
      load.asFastAsPossible(calls::batch, WARM_UP);
    }
    try (LoadGenerator load = new LoadGenerator(address, SINGLE_CONNECTIONS)) {
      load.asFastAsPossible(calls::single, WARM_UP.dividedBy(2));
    }
  }

  /** The bare producer before and after, since a shared machine changes its mind. */
  private boolean throughput(
      BenchSuite suite,
      InetSocketAddress address,
      Calls calls,
      BareKafka kafka,
      List<byte[]> lines,
      Results results)
      throws IOException {
    double bareBefore = lines.size() / kafka.send(lines);
    Map<String, Duration> before = suite.processorTime();
    LoadGenerator.Run run;
    try (LoadGenerator load = new LoadGenerator(address, BATCH_CONNECTIONS)) {
      run = load.asFastAsPossible(calls::batch, Duration.ofSeconds(seconds));
    }
    Map<String, Duration> after = suite.processorTime();
    double bareAfter = lines.size() / kafka.send(lines);
    double bare = (bareBefore + bareAfter) / 2;
    double events = run.perSecond() * PER_BATCH;
    results.add(
        "barePerSecond",
        bare,
        "%,.0f events/s by a bare producer (%,.0f before, %,.0f after)"
            .formatted(bare, bareBefore, bareAfter));
    results.add(
        "batchEventsPerSecond",
        events,
        "%,.0f events/s in batches of %d (goal %,.0f), a batch %s"
            .formatted(events, PER_BATCH, GOAL_EVENTS, run.latency().line()));
    results.add("batchLatency", run.latency(), run.latency().line());
    results.add(
        "ratio",
        events / bare,
        "%.2f of the bare producer (goal %.2f)".formatted(events / bare, GOAL_RATIO));
    for (String process : List.of("ingestion", "kafka")) {
      double micros =
          after.get(process).minus(before.get(process)).toNanos()
              / 1e3
              / ((double) run.requests() * PER_BATCH);
      results.add(
          process + "MicrosPerEvent", micros, "%.2f µs of %s an event".formatted(micros, process));
    }
    return events >= GOAL_EVENTS && events / bare >= GOAL_RATIO;
  }

  private boolean singles(BenchSuite suite, InetSocketAddress address, Calls calls, Results results)
      throws IOException {
    Duration time = Duration.ofSeconds(seconds);
    try (LoadGenerator load = new LoadGenerator(address, SINGLE_CONNECTIONS)) {
      Map<String, Duration> before = suite.processorTime();
      LoadGenerator.Run fast = load.asFastAsPossible(calls::single, time);
      Map<String, Duration> after = suite.processorTime();
      double micros =
          after.get("ingestion").minus(before.get("ingestion")).toNanos() / 1e3 / fast.requests();
      LoadGenerator.Run paced = load.inPace(calls::single, time, PACE);
      results.add(
          "singlesPerSecond",
          fast.perSecond(),
          "%,.0f single calls/s (goal %,.0f), %s; %.0f µs of ingestion a call"
              .formatted(fast.perSecond(), GOAL_SINGLES, fast.latency().line(), micros));
      results.add(
          "pacedLatency",
          paced.latency(),
          "%,.0f single calls/s in pace: %s (goal p99 %.0f ms)"
              .formatted(paced.perSecond(), paced.latency().line(), GOAL_P99_MILLIS));
      return fast.perSecond() >= GOAL_SINGLES && paced.latency().p99() < GOAL_P99_MILLIS;
    }
  }

  private boolean memory(BenchSuite suite, InetSocketAddress address, Calls calls, Results results)
      throws IOException {
    List<Long> resident = new ArrayList<>();
    long events = 0;
    long began = System.nanoTime();
    try (LoadGenerator load = new LoadGenerator(address, BATCH_CONNECTIONS)) {
      while (System.nanoTime() - began < Duration.ofMinutes(minutes).toNanos()) {
        events += (long) load.asFastAsPossible(calls::batch, BETWEEN_LOOKS).requests() * PER_BATCH;
        resident.add(suite.memory().of("ingestion"));
      }
    }
    Resident held = new Resident(resident);
    results.add(
        "residentMebibytes",
        resident,
        "%s over %d minutes of full load and %,d events (goal below %d)"
            .formatted(held.line(), minutes, events, GOAL_MEBIBYTES));
    return held.most() < GOAL_MEBIBYTES && held.isFlat();
  }
}
