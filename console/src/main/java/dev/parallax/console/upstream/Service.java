package dev.parallax.console.upstream;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The services behind the front door. Ids of jobs and models begin with their names. */
public enum Service {
  INGESTION,
  SEGMENTATION,
  RECOMMENDATION,
  FRAUD,
  EXPERIENCE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name as it is written in paths, ids, configuration and answers. */
  public String label() {
    return label;
  }

  /** The service that gave out an id such as {@code fraud-0198…}; empty if none of ours did. */
  public static Optional<Service> ofId(String id) {
    return Arrays.stream(values()).filter(s -> id.startsWith(s.label + "-")).findFirst();
  }

  /** The service of this {@link #label()}; empty if there is none. */
  public static Optional<Service> ofLabel(String label) {
    return Arrays.stream(values()).filter(s -> s.label.equals(label)).findFirst();
  }
}
