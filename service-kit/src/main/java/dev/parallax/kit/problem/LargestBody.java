package dev.parallax.kit.problem;

import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
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
  private final List<String> uploads;

  LargestBody(
      @ConfigProperty(name = "parallax.http.largest-body") MemorySize largest,
      @ConfigProperty(name = "parallax.http.largest-upload") Optional<MemorySize> largestUpload,
      @ConfigProperty(name = "parallax.http.upload-paths") Optional<List<String>> uploads) {
    this.largest = largest.asLongValue();
    this.largestUpload =
        largestUpload.map(MemorySize::asLongValue).map(file -> file + FORM).orElse(this.largest);
    this.uploads = uploads.orElse(List.of());
  }

  long at(String path) {
    return uploads.contains(path) ? largestUpload : largest;
  }

  static String message(long largest) {
    return "must not be larger than " + largest + " bytes";
  }
}
