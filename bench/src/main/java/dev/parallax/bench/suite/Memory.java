package dev.parallax.bench.suite;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the suite's processes hold, in MiB. */
public record Memory(List<Of> processes) {

  /** One process, with what it started. */
  public record Of(String process, long mebibytes) {}

  public Memory {
    processes = List.copyOf(processes);
  }

  /** All of them together. */
  public long total() {
    return processes.stream().mapToLong(Of::mebibytes).sum();
  }

  /** One of them, in MiB. */
  public long of(String process) {
    return processes.stream()
        .filter(one -> one.process().equals(process))
        .mapToLong(Of::mebibytes)
        .sum();
  }

  /** In one line, for a person. */
  public String line() {
    return processes.stream()
        .map(of -> of.process() + " " + of.mebibytes())
        .collect(Collectors.joining(", ", String.format(Locale.ROOT, "%,d MiB (", total()), ")"));
  }
}
