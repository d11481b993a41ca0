package dev.parallax.fraud.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The topology's copies of its state on this machine's disk. After a crash they may hold what a
 * transaction wrote that was never committed, and a payment is then taken for one that was decided
 * before. Kafka Streams drops such copies, but up to 4.2.0 it can miss that they are such
 * (KAFKA-20685: a checkpoint written after restoring stays while the topology runs). So whoever
 * ends in good order leaves a mark; without it the copies are made again from the log.
 */
final class LocalState {
  private static final String MARK = "closed";
  private static final String TASK = "[0-9]+_[0-9]+";

  private final Path folder;

  /**
   * @param folder of one application, which Kafka Streams makes; need not be there yet
   */
  LocalState(Path folder) {
    this.folder = folder;
  }

  /**
   * To be called before the topology starts.
   *
   * @return whether there were copies that could not be trusted
   * @throws UncheckedIOException when the disk does not let them be deleted: nothing may start then
   */
  boolean dropUnlessClosed() {
    try {
      if (Files.deleteIfExists(folder.resolve(MARK)) || !Files.isDirectory(folder)) {
        return false;
      }
      List<Path> tasks = tasks();
      for (Path task : tasks) {
        delete(task);
      }
      return !tasks.isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException("the topology's old state cannot be deleted", e);
    }
  }

  /** To be called once the topology has ended and everything it wrote was committed. */
  void closed() {
    try {
      Files.writeString(folder.resolve(MARK), "");
    } catch (IOException e) {
      throw new UncheckedIOException("the topology's state cannot be marked as whole", e);
    }
  }

  private List<Path> tasks() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(entry -> entry.getFileName().toString().matches(TASK)).toList();
    }
  }

  private static void delete(Path tree) throws IOException {
    List<Path> leavesFirst;
    try (Stream<Path> all = Files.walk(tree)) {
      leavesFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : leavesFirst) {
      Files.delete(path);
    }
  }
}
