package dev.parallax.local;

import dev.parallax.local.evaluate.EvaluateCommand;
import dev.parallax.local.imports.ImportCommand;
import dev.parallax.local.shop.demo.DemoCommand;
import dev.parallax.local.suite.DownCommand;
import dev.parallax.local.suite.LogsCommand;
import dev.parallax.local.suite.StatusCommand;
import dev.parallax.local.suite.UpCommand;
import dev.parallax.local.token.TokenCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of the {@code parallax} script, as far as they need more than a shell. */
@Command(
    name = "./parallax",
    mixinStandardHelpOptions = true,
    description = "Parallax on this machine.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      TokenCommand.class,
      DemoCommand.class,
      ImportCommand.class,
      EvaluateCommand.class
    })
public final class Main {

  private Main() {}

  /**
   * Runs one command.
   *
   * @param args its name and arguments
   */
  public static void main(String[] args) {
    CommandLine commands =
        new CommandLine(new Main())
            .setUsageHelpWidth(110)
            .setParameterExceptionHandler(
                (refused, arguments) -> {
                  CommandLine command = refused.getCommandLine();
                  command.getErr().println(refused.getMessage());
                  command
                      .getErr()
                      .println("See: " + command.getCommandSpec().qualifiedName() + " --help");
                  return command.getCommandSpec().exitCodeOnInvalidInput();
                })
            .setExecutionExceptionHandler(
                (exception, command, parsed) -> {
                  PlainWords.tell(
                      exception, command.getErr(), System.getenv(PlainWords.TRACE) != null);
                  return command.getCommandSpec().exitCodeOnExecutionException();
                });
    System.exit(commands.execute(args.length == 0 ? new String[] {"--help"} : args));
  }
}
