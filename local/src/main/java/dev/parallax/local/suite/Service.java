package dev.parallax.local.suite;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The Quarkus processes of the suite. Heap sizes add up to what keeps the whole suite below 3 GiB;
 * {@link Heaps} lets recommendation go beyond its own while it learns.
 */
enum Service {
  INGESTION("ingestion", 8081, "ingestion-service", 256, true),
  SEGMENTATION("segmentation", 8082, "segmentation-service", 256, true),
  RECOMMENDATION("recommendation", 8083, "recommendation-service", 320, true),
  FRAUD("fraud", 8084, "fraud-service", 256, true),
  EXPERIENCE("experience", 8085, "experience-service", 256, true),
  CONSOLE("console", 8080, "console", 128, false);

  private final String label;
  private final int port;
  private final String module;
  private final int heapMebibytes;
  private final boolean database;

  Service(String label, int port, String module, int heapMebibytes, boolean database) {
    this.label = label;
    this.port = port;
    this.module = module;
    this.heapMebibytes = heapMebibytes;
    this.database = database;
  }

  /** Its name, which is also the name of its database and role. */
  String label() {
    return label;
  }

  int port() {
    return port;
  }

  int heapMebibytes() {
    return heapMebibytes;
  }

  boolean hasDatabase() {
    return database;
  }

  Path jar(Path root) {
    return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  static List<String> databases() {
    return Arrays.stream(values()).filter(Service::hasDatabase).map(Service::label).toList();
  }
}
