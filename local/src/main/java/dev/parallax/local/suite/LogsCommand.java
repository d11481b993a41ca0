package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parallax logs SERVICE}. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Prints the last lines of a process's log.")
public final class LogsCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "SERVICE",
      description =
          "kafka, postgres, ingestion, segmentation, recommendation, fraud, experience, console or supervisor")
  private String service;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "100",
      description = "how many (default: ${DEFAULT-VALUE})")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "go on with what is added, until Ctrl-C")
  private boolean follow;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Set<String> known = new LinkedHashSet<>(SuitePorts.processes());
    known.add("supervisor");
    if (!known.contains(service)) {
      throw new ParameterException(
          spec.commandLine(),
          "There is no process '" + service + "'. There are: " + String.join(", ", known));
    }
    if (lines < 0) {
      throw new ParameterException(
          spec.commandLine(), "--lines must not be negative, was " + lines);
    }
    PrintWriter out = spec.commandLine().getOut();
    Path log = Home.current().log(service);
    if (!Files.exists(log)) {
      out.println(service + " has not written a log yet (" + log + ").");
      out.flush();
      return 1;
    }
    long end = Files.size(log);
    StartReport.tail(log, lines).forEach(out::println);
    out.flush();
    if (follow) {
      follow(log, end, out);
    }
    return 0;
  }

  private static void follow(Path log, long from, PrintWriter out) throws IOException {
    long position = from;
    while (!Thread.currentThread().isInterrupted()) {
      long size = Files.exists(log) ? Files.size(log) : 0;
      if (size < position) {
        position = 0;
      }
      if (size > position) {
        byte[] added = new byte[(int) Math.min(size - position, 1 << 20)];
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
          file.seek(position);
          file.readFully(added);
        }
        position += added.length;
        out.print(new String(added, StandardCharsets.UTF_8));
        out.flush();
      }
      LockSupport.parkNanos(200_000_000L);
    }
  }
}
