package dev.parallax.fraud.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStateTest {
  @TempDir private Path home;
  private Path task;
  private Path global;
  private LocalState state;

  @BeforeEach
  void aTopologyHasRun() throws IOException {
    Path folder = home.resolve("fraud");
    task = Files.createDirectories(folder.resolve("4_1/rocksdb/decided"));
    Files.writeString(task.resolve("000007.sst"), "rows");
    Files.writeString(folder.resolve("4_1/.checkpoint"), "0");
    global = Files.createDirectories(folder.resolve("global/rocksdb"));
    state = new LocalState(folder);
  }

  @Test
  void afterACrashTheCopiesOfTasksAreDropped() {
    assertThat(state.dropUnlessClosed()).isTrue();
    assertThat(home.resolve("fraud/4_1")).doesNotExist();
    assertThat(global).exists();
  }

  @Test
  void afterAnEndInGoodOrderTheyAreKeptForOneStart() {
    state.closed();
    assertThat(state.dropUnlessClosed()).isFalse();
    assertThat(task.resolve("000007.sst")).exists();
    assertThat(state.dropUnlessClosed()).as("the next one crashed").isTrue();
    assertThat(task).doesNotExist();
  }

  @Test
  void nothingIsThereBeforeTheFirstStart() {
    assertThat(new LocalState(home.resolve("never")).dropUnlessClosed()).isFalse();
  }
}
