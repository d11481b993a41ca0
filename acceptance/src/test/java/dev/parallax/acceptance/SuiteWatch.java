package dev.parallax.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Registered for all classes: takes the suite down after the last of them, and puts what the
 * services complained of beside a failure, for whoever has the build's output and no machine to
 * look at.
 */
public final class SuiteWatch implements BeforeAllCallback, TestWatcher {

  private static final int LINES = 8;
  private static final int WIDTH = 600;

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(SuiteWatch.class))
        .computeIfAbsent(
            Suite.class,
            key -> (AutoCloseable) () -> Suite.shared().run("down"),
            AutoCloseable.class);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    StringBuilder text = new StringBuilder();
    text.append("FAILED: ").append(context.getRequiredTestClass().getSimpleName());
    text.append('.').append(context.getRequiredTestMethod().getName());
    text.append(' ').append(context.getDisplayName()).append("\n  ").append(cause).append('\n');
    try {
      text.append(Suite.shared().run("status").output());
      try (Stream<Path> logs = Files.list(Suite.shared().home().folder().resolve("logs"))) {
        for (Path log : logs.sorted().toList()) {
          complaints(log, text);
        }
      }
    } catch (IOException e) {
      text.append("  and the suite cannot be asked: ").append(e.getMessage()).append('\n');
    }
    System.out.println(text);
  }

  private static void complaints(Path log, StringBuilder text) throws IOException {
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      List<String> found =
          lines.filter(l -> l.contains("\"ERROR\"") || l.contains("ERROR ")).toList();
      for (String line : found.subList(Math.max(0, found.size() - LINES), found.size())) {
        text.append("  ").append(log.getFileName()).append(": ");
        text.append(line, 0, Math.min(WIDTH, line.length())).append('\n');
      }
    }
  }
}
