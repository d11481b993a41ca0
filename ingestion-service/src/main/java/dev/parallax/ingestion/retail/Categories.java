package dev.parallax.ingestion.retail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Derives a category from the words of a description, since the file has none: a small lexicon
 * (categories.txt) that anyone can read and correct. Clustering the words was rejected: its groups
 * have no names and move with the data.
 */
final class Categories {
  static final String OTHER = "other";
  private static final Pattern NOT_A_WORD = Pattern.compile("[^A-Z'-]+");

  private final Map<String, Set<String>> words;

  private Categories(Map<String, Set<String>> words) {
    this.words = words;
  }

  static Categories load() {
    Map<String, Set<String>> words = new LinkedHashMap<>();
    try (InputStream file = Categories.class.getResourceAsStream("categories.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        if (colon > 0 && !line.startsWith("#")) {
          words.put(
              line.substring(0, colon),
              new HashSet<>(List.of(line.substring(colon + 1).trim().split("\\s+"))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Categories(words);
  }

  /** The first category one of whose words is in the description, else {@link #OTHER}. */
  String of(String description) {
    Set<String> present =
        new HashSet<>(List.of(NOT_A_WORD.split(description.toUpperCase(Locale.ROOT))));
    for (Map.Entry<String, Set<String>> category : words.entrySet()) {
      for (String word : present) {
        if (category.getValue().contains(word)) {
          return category.getKey();
        }
      }
    }
    return OTHER;
  }
}
