package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/problems.md against the sources of all modules. */
class DocumentedProblemsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Where a problem is made; a 404 of the plain type names only a field, which has no hyphen. */
  private static final List<Pattern> MADE =
      List.of(
          Pattern.compile("\\bconflict\\(\\s*\"([a-z]+(?:-[a-z]+)*)\""),
          Pattern.compile("\\bnotFound\\(\\s*\"([a-z]+(?:-[a-z]+)+)\""),
          Pattern.compile(
              "(?<!Map\\.)\\b(?:of|problem)\\(\\s*(?:[1-5]\\d\\d|[A-Z_]+),\\s*\"([a-z]+(?:-[a-z]+)*)\""),
          Pattern.compile("\\b[45]\\d\\d,\\s*\"([a-z]+(?:-[a-z]+)+)\""),
          Pattern.compile("\\burn:parallax:problem:([a-z]+(?:-[a-z]+)*)\""));

  /** They ask, and answer nobody. */
  private static final Set<String> NO_SERVICES = Set.of("local", "bench");

  private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+(?:-[a-z]+)*)` \\|");

  @Test
  void everyProblemThatCanBeAnsweredIsDocumented() throws IOException {
    Set<String> made = new TreeSet<>();
    for (String source : sources()) {
      MADE.forEach(
          pattern -> pattern.matcher(source).results().map(r -> r.group(1)).forEach(made::add));
    }
    assertThat(made).as("the search finds what is there").contains("id-taken", "too-large");
    assertThat(documented()).containsAll(made);
  }

  @Test
  void everyDocumentedProblemCanBeAnswered() throws IOException {
    String all = String.join("\n", sources());
    assertThat(documented()).allSatisfy(type -> assertThat(all).contains('"' + type + '"'));
  }

  private static Set<String> documented() throws IOException {
    return ROW.matcher(Files.readString(ROOT.resolve("docs/problems.md")))
        .results()
        .map((MatchResult row) -> row.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module :
          modules
              .filter(m -> !NO_SERVICES.contains(m.getFileName().toString()))
              .map(m -> m.resolve("src/main/java"))
              .toList()) {
        if (Files.isDirectory(module)) {
          try (Stream<Path> files = Files.walk(module)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
              sources.add(Files.readString(file));
            }
          }
        }
      }
    }
    return sources;
  }
}
