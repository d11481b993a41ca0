package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import dev.parallax.local.http.SuiteClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where the supervisor writes what it knows, and others read it. */
public final class StateFile {

  private StateFile() {}

  /** The last state that a supervisor of this home wrote, be it alive or not. */
  public static Optional<SuiteState> read(Home home) throws IOException {
    Path file = home.state();
    return Files.exists(file)
        ? Optional.of(SuiteClient.JSON.readValue(file.toFile(), SuiteState.class))
        : Optional.empty();
  }

  /** The state of the supervisor that lives. */
  public static Optional<SuiteState> ofLiving(Home home) throws IOException {
    return read(home).filter(state -> state.supervisor().alive().isPresent());
  }

  static void write(Home home, SuiteState state) throws IOException {
    Path draft = home.state().resolveSibling("suite.json.tmp");
    SuiteClient.JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), state);
    Files.move(
        draft, home.state(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Becomes the one supervisor of this home. The kernel gives the lock up with the process, however
   * it ends.
   *
   * @throws IOException when there is one already
   */
  static FileLock lock(Home home) throws IOException {
    FileChannel channel =
        FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException ours) {
      // held within this process: the same refusal
    }
    channel.close();
    throw new IOException("another supervisor runs in " + home.folder());
  }
}
