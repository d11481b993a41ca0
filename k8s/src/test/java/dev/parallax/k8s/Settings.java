package dev.parallax.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service can be told: its own settings, the kit's, and those of Quarkus at run time. */
final class Settings {
  /** The kit itself; its test-jar brings no settings. */
  private static final Pattern KIT =
      Pattern.compile("<artifactId>service-kit</artifactId>(?!\\s*<type>test-jar)");

  private static final String MODELS = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z0-9.-]+)");

  private final Path module;
  private final Map<String, Boolean> mapped = new HashMap<>();
  private final Properties properties = new Properties();
  private final boolean hasKit;

  private Settings(Path module) {
    this.module = module;
    Path kit = Checkout.root().resolve("service-kit");
    this.hasKit = KIT.matcher(pom(module)).find();
    if (hasKit) {
      mapped.putAll(MappedSettings.of(kit));
      load(kit.resolve("src/main/resources/META-INF/microprofile-config.properties"));
    }
    mapped.putAll(MappedSettings.of(module));
    load(module.resolve("src/main/resources/application.properties"));
  }

  /**
   * @param service {@code ingestion}; its module is {@code ingestion-service} or of the same name
   */
  static Settings of(String service) {
    Path root = Checkout.root();
    Path module = root.resolve(service + "-service");
    return new Settings(Files.isDirectory(module) ? module : root.resolve(service));
  }

  Path module() {
    return module;
  }

  /** Whether a variable of this name sets anything in the service when it starts. */
  boolean knows(String variable) {
    Map<String, Boolean> quarkus = quarkus();
    if (quarkus.containsKey(variable)) {
      return quarkus.get(variable);
    }
    return Stream.concat(mapped.keySet().stream(), named())
        .anyMatch(property -> pattern(property).matcher(variable).matches());
  }

  /** What the service's properties set, or refer to in what they set. */
  private Stream<String> named() {
    return properties.stringPropertyNames().stream()
        .flatMap(
            name ->
                Stream.concat(
                    Stream.of(name),
                    REFERENCE
                        .matcher(properties.getProperty(name))
                        .results()
                        .map(reference -> reference.group(1))));
  }

  /** Variables without which the service would not start. */
  Set<String> required() {
    Set<String> variables = new HashSet<>();
    mapped.forEach(
        (property, required) -> {
          if (required && !properties.containsKey(property)) {
            variables.add(variable(property));
          }
        });
    return variables;
  }

  /** From the service's own properties. */
  String property(String name, String otherwise) {
    return properties.getProperty(name, otherwise);
  }

  /** Settings of Quarkus by their variable, and whether they can be set at run time. */
  private Map<String, Boolean> quarkus() {
    Map<String, Boolean> variables = new HashMap<>();
    try {
      for (URL model : Collections.list(Settings.class.getClassLoader().getResources(MODELS))) {
        boolean used =
            hasKit || model.getPath().contains("vertx-http") || model.getPath().contains("health");
        if (used) {
          collect(new ObjectMapper().readTree(model), variables);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return variables;
  }

  private static void collect(JsonNode node, Map<String, Boolean> variables) {
    if (node.has("phase")) {
      variables.put(
          node.at("/path/environmentVariable").asText(),
          "RUN_TIME".equals(node.path("phase").asText()));
    }
    node.forEach(child -> collect(child, variables));
  }

  /**
   * The environment's name of a property (MicroProfile Config 3, environment variables mapping).
   */
  private static String variable(String property) {
    return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static Pattern pattern(String property) {
    return property.endsWith(".*")
        ? Pattern.compile(variable(property.substring(0, property.length() - 1)) + "[A-Z0-9_]+")
        : Pattern.compile(variable(property));
  }

  private static String pom(Path module) {
    try {
      return Files.readString(module.resolve("pom.xml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void load(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
