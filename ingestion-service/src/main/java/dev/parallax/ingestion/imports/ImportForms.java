package dev.parallax.ingestion.imports;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.mapping.Mapping;
import dev.parallax.ingestion.mapping.MappingException;
import dev.parallax.ingestion.mapping.MappingReader;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.source.Source;
import dev.parallax.ingestion.source.WriteKeys;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** Reads what comes with a file. Everything thrown is a 400 problem naming the field. */
@ApplicationScoped
class ImportForms {
  private final Mappings mappings;
  private final MappingStore store;
  private final ImportsConfig config;
  private final WriteKeys keys;
  private final Clock clock;

  ImportForms(
      Mappings mappings, MappingStore store, ImportsConfig config, WriteKeys keys, Clock clock) {
    this.mappings = mappings;
    this.store = store;
    this.config = config;
    this.keys = keys;
    this.clock = clock;
  }

  void requireFile(FileUpload file) {
    if (file == null) {
      throw Problems.invalid("file", "must be a part of the multipart body");
    }
    if (file.size() > config.largest().asLongValue()) {
      throw Problems.tooLarge(
          "file", "must not be larger than " + config.largest().asLongValue() + " bytes");
    }
  }

  /**
   * @param authority of whoever sends the file; without that for consent nothing may be asserted
   * @throws RuntimeException also a 403 problem
   */
  ImportRequest read(
      String mapping,
      String definition,
      String source,
      Authority authority,
      String consent,
      String limit) {
    Set<Purpose> asserted = purposes(consent);
    if (!authority.consent() && !asserted.isEmpty()) {
      throw Problems.forbidden(
          "forbidden",
          "consent",
          "may be asserted by services, privacy officers and admins only, who may also answer for"
              + " a customer");
    }
    String name = mapping == null ? "" : mapping.trim();
    String known =
        mappings.find(name).isPresent() && isBlank(definition)
            ? name
            : stored(name, definition)
                .orElseThrow(
                    () ->
                        Problems.invalid(
                            "mapping",
                            "must be one of "
                                + mappings.names()
                                + ", or the name of a mapping made by PUT"
                                + " /v1/imports/mappings/{name}"));
    return new ImportRequest(
        known, null, source(source), authority, asserted, rows(limit), clock.instant());
  }

  /** What came along is kept, too: a job has to find it again after a crash. */
  private Optional<String> stored(String name, String definition) {
    Optional<String> yaml = definition(name, definition);
    if (isBlank(definition)) {
      return store.find(name).map(StoredMapping::reference);
    }
    Mapping mapping = parse("definition", yaml.orElseThrow());
    return Optional.of(
        store.save(StoredMapping.INLINE, mapping.target().wireName(), definition).reference());
  }

  /**
   * The YAML that is meant; nothing where the name is that of no mapping of the firm's own.
   *
   * @param definition the YAML itself, null where it is only named
   */
  Optional<String> definition(String name, String definition) {
    if (isBlank(definition)) {
      return store.find(name).map(StoredMapping::definition);
    }
    if (!name.isEmpty()) {
      throw Problems.invalid("definition", "must not come together with mapping");
    }
    return Optional.of(definition);
  }

  private static boolean isBlank(String definition) {
    return definition == null || definition.isBlank();
  }

  /**
   * @param field what the YAML came in; mistakes within are told with their path
   */
  static Mapping parse(String field, String yaml) {
    try {
      return MappingReader.read(yaml);
    } catch (MappingException e) {
      throw Problems.invalid(
          e.mistakes().stream()
              .map(m -> new FieldError(path(field, m.path()), m.message()))
              .toList());
    }
  }

  private static String path(String field, String path) {
    return path.equals("mapping") ? field : field.equals("body") ? path : field + "." + path;
  }

  private String source(String name) {
    if (name == null || name.isBlank()) {
      return Source.API;
    }
    if (!keys.sources().contains(name.trim())) {
      throw Problems.invalid("source", "must be one of " + keys.sources());
    }
    return name.trim();
  }

  private static Set<Purpose> purposes(String list) {
    Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
    if (list == null) {
      return purposes;
    }
    for (String name : list.split(",")) {
      if (!name.isBlank()) {
        try {
          purposes.add(Purpose.parse(name));
        } catch (IllegalArgumentException e) {
          throw Problems.invalid(
              "consent",
              "must be a comma separated list of analytics, personalization, marketing,"
                  + " fraud-prevention");
        }
      }
    }
    return purposes;
  }

  private static long rows(String limit) {
    if (limit == null || limit.isBlank()) {
      return Long.MAX_VALUE;
    }
    try {
      long rows = Long.parseLong(limit.trim());
      if (rows > 0) {
        return rows;
      }
    } catch (NumberFormatException e) {
      // The answer is the same.
    }
    throw Problems.invalid("limit", "must be a number of rows, 1 or more");
  }
}
