package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;

/** The supervisor as a process of its own, in the background. Its output is a log. */
public final class SupervisorMain {

  private SupervisorMain() {}

  /**
   * Runs until SIGTERM.
   *
   * @param args names of the processes to start; none means all
   */
  public static void main(String[] args) throws IOException {
    System.exit(supervise(Home.current(), Set.of(args)) ? 0 : 1);
  }

  /** Runs the suite in this process until it is told to stop by a signal. */
  static boolean supervise(Home home, Set<String> only) throws IOException {
    Supervisor supervisor = new Supervisor(home, Clock.systemUTC(), only);
    Thread hook = Thread.ofPlatform().name("suite-stop").unstarted(supervisor::stop);
    Runtime.getRuntime().addShutdownHook(hook);
    return supervisor.run();
  }
}
