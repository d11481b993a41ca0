package dev.parallax.bench.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * UCI Online Retail as baskets: each invoice that is no cancellation is one, of its stock codes,
 * numbered by where they come first.
 */
final class RetailBaskets {
  private RetailBaskets() {}

  /** Writes one basket a line, and says how many. */
  static int write(Path csv, Path into) throws IOException {
    Map<String, Integer> numbers = new HashMap<>();
    Map<String, Set<Integer>> invoices = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(csv)), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String row = reader.readLine(); row != null; row = reader.readLine()) {
        // Neither of the first two columns is ever quoted.
        String[] fields = row.split(",", 3);
        if (!fields[0].startsWith("C")) {
          invoices
              .computeIfAbsent(fields[0], key -> new TreeSet<>())
              .add(numbers.computeIfAbsent(fields[1], key -> numbers.size()));
        }
      }
    }
    List<String> lines =
        invoices.values().stream()
            .map(items -> items.stream().map(String::valueOf).collect(Collectors.joining(" ")))
            .toList();
    Files.createDirectories(into.getParent());
    Files.write(into, lines);
    return lines.size();
  }
}
