package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import dev.parallax.local.postgres.PostgresMain;
import dev.parallax.local.process.Memory;

/** The memory of a process of the suite, with what it started. */
final class MemoryOf {

  private MemoryOf() {}

  /** PostgreSQL's server is no descendant of the process that runs it, and is added. */
  static long process(ProcessState state, ProcessHandle handle, Home home) {
    long resident = Memory.residentTree(handle);
    if (state.name().equals(SuiteLayout.POSTGRES)) {
      resident +=
          PostgresMain.server(home.data(SuiteLayout.POSTGRES)).map(Memory::residentTree).orElse(0L);
    }
    return resident;
  }
}
