package dev.parallax.k8s;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.parallax.local.home.Home;
import dev.parallax.local.secrets.SecretsFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Renders a folder with a kustomization by the real kustomize, in a copy, with the secrets of a
 * suite.
 */
final class Overlay {
  private static final ConcurrentMap<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

  private Overlay() {}

  /** {@code base} and every overlay there is. */
  static Stream<String> all() {
    try (Stream<Path> overlays = Files.list(Checkout.root().resolve("k8s/overlays"))) {
      return Stream.concat(
          Stream.of("base"),
          overlays.map(path -> "overlays/" + path.getFileName()).sorted().toList().stream());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The objects of {@code base} or {@code overlays/local}; skips the test without kustomize. */
  static List<JsonNode> render(String folder) {
    Optional<List<String>> kustomize = kustomize();
    assumeTrue(
        kustomize.isPresent(),
        "neither kubectl nor kustomize is on the PATH: manifests are not rendered, nothing of them is checked");
    return RENDERED.computeIfAbsent(folder, f -> render(f, kustomize.get()));
  }

  private static List<JsonNode> render(String folder, List<String> kustomize) {
    try {
      Path copy = Files.createTempDirectory("parallax-k8s-");
      copyTree(Checkout.root().resolve("k8s"), copy.resolve("k8s"));
      Path local = copy.resolve("k8s/overlays/local");
      run(copy, List.of(local.resolve("make-secrets").toString()));
      Stream<String> command =
          Stream.concat(
              kustomize.stream(), Stream.of(copy.resolve("k8s").resolve(folder).toString()));
      String yaml = run(copy, command.toList());
      deleteTree(copy);
      try (MappingIterator<JsonNode> objects =
          new YAMLMapper().readerFor(JsonNode.class).readValues(yaml)) {
        return objects.readAll();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Optional<List<String>> kustomize() {
    if (onPath("kubectl")) {
      return Optional.of(List.of("kubectl", "kustomize"));
    }
    return onPath("kustomize") ? Optional.of(List.of("kustomize", "build")) : Optional.empty();
  }

  private static boolean onPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String run(Path copy, List<String> command) throws IOException {
    SecretsFile.readOrCreate(new Home(copy, copy.resolve("home")), List.of());
    ProcessBuilder builder = new ProcessBuilder(command).directory(copy.toFile());
    builder.environment().put("PARALLAX_HOME", copy.resolve("home").toString());
    Path errors = copy.resolve("errors");
    Process process = builder.redirectError(errors.toFile()).start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + Files.readString(errors));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return output;
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> !from.relativize(f).startsWith("target")).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (!file.getParent().endsWith("secrets")) {
          Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
