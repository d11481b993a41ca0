package dev.parallax.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How large a body may be at an address. Those that take uploads, which go to disk, have a limit of
 * their own: in memory nobody may send as much.
 */
@ApplicationScoped
class LargestBody {
  /** What is around the file of an upload: its boundaries, and the other fields of its form. */
  private static final long FORM = 2L << 20;

  private final long largest;
  private final long largestUpload;
  private final Predicate<String> isUpload;

  LargestBody(
      @ConfigProperty(name = "parallax.http.largest-body") MemorySize largest,
      @ConfigProperty(name = "parallax.http.largest-upload") Optional<MemorySize> largestUpload,
      @ConfigProperty(name = "parallax.http.upload-paths") Optional<List<String>> uploads) {
    this.largest = largest.asLongValue();
    this.largestUpload =
        largestUpload.map(MemorySize::asLongValue).map(file -> file + FORM).orElse(this.largest);
    this.isUpload = pattern(uploads.orElse(List.of())).asMatchPredicate();
  }

  /** A {@code *} stands for one segment of a path. */
  private static Pattern pattern(List<String> paths) {
    return Pattern.compile(
        paths.stream()
            .map(
                path ->
                    Arrays.stream(path.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^/]+")))
            .collect(Collectors.joining("|")));
  }

  long at(String path) {
    return isUpload.test(path) ? largestUpload : largest;
  }

  static String message(long largest) {
    return "must not be larger than " + largest + " bytes";
  }
}
