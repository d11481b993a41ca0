package dev.parallax.local.suite;

import dev.parallax.local.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parallax down}. */
@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    description = "Ends everything that 'up' started, in reverse order. The data is kept.")
public final class DownCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    boolean was = new SuiteStarter(Home.current(), out).down();
    out.println(
        was
            ? "The suite is down. Its data is kept in " + Home.current().folder() + "."
            : "The suite is not up.");
    out.flush();
    return 0;
  }
}
