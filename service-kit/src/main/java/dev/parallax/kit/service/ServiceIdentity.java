package dev.parallax.kit.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which service this is, and which of its replicas. */
@ApplicationScoped
public class ServiceIdentity {
  private static final String SUFFIX = "-service";

  private final String name;
  private final String instance = UUID.randomUUID().toString();

  ServiceIdentity(@ConfigProperty(name = "quarkus.application.name") String application) {
    this.name =
        application.endsWith(SUFFIX)
            ? application.substring(0, application.length() - SUFFIX.length())
            : application;
  }

  /**
   * {@code segmentation}: the module's name without {@code -service}; job and model ids begin with
   * it.
   */
  public String name() {
    return name;
  }

  /** Unique to this run of this replica. */
  public String instance() {
    return instance;
  }
}
