package dev.parallax.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.local.home.Home;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects a benchmark's figures, prints each as it comes, and keeps them as JSON. */
public final class Results {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final String name;
  private final PrintWriter out;
  private final Map<String, Object> figures = new LinkedHashMap<>();

  /**
   * @param name of the file
   * @param out takes a line per figure
   * @param clock dates the file
   */
  public Results(String name, PrintWriter out, Clock clock) {
    this.name = name;
    this.out = out;
    figures.put("measuredAt", clock.instant().toString());
    figures.put(
        "machine",
        "%d cores, %s %s, Java %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.version().feature()));
  }

  /** Adds a figure and prints it in words. */
  public void add(String key, Object value, String words) {
    figures.put(key, value);
    out.printf("  %-34s %s%n", key, words);
    out.flush();
  }

  /** Writes the file. */
  public void write() throws IOException {
    Path file = Home.current().root().resolve("bench/results").resolve(name + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, JSON.writeValueAsString(figures) + "\n");
    out.println("  written to bench/results/" + file.getFileName());
    out.flush();
  }
}
