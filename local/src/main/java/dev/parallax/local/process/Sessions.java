package dev.parallax.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Starts programs apart from the terminal.
 *
 * <p>A Ctrl-C goes to all processes of a terminal's foreground group at once. Children in a session
 * of their own do not see it, so that the supervisor can end them in their order. Where there is no
 * {@code setsid} (macOS) they stay in the group, and the order is lost but nothing else.
 */
public final class Sessions {

  private static final List<String> PREFIX = find("setsid");

  private Sessions() {}

  /**
   * The command in a session of its own, where the system can do that. Its pid stays that of the
   * process started.
   */
  public static List<String> apart(List<String> command) {
    List<String> all = new ArrayList<>(PREFIX);
    all.addAll(command);
    return all;
  }

  /** The JVM that runs now. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /**
   * Tells a process's standard input apart from ours and closes it, for a process that reads none.
   */
  public static Process startDetached(List<String> command, Path log) throws IOException {
    Process process =
        new ProcessBuilder(apart(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process.getOutputStream().close();
    return process;
  }

  private static List<String> find(String program) {
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    return Arrays.stream(path.split(":"))
        .map(folder -> Path.of(folder.isEmpty() ? "." : folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .map(found -> List.of(found.toString()))
        .orElse(List.of());
  }
}
