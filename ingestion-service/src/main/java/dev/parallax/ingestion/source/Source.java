package dev.parallax.ingestion.source;

import io.quarkus.security.identity.SecurityIdentity;

/** Who sends. */
public final class Source {
  /** The role of a caller with a write key. */
  public static final String ROLE = "source";

  /** The source of what staff and services send with a token. */
  public static final String API = "api";

  static final String ATTRIBUTE = "parallax.source";

  private Source() {}

  /** The name of the source whose write key was used. */
  public static String of(SecurityIdentity identity) {
    String source = identity.getAttribute(ATTRIBUTE);
    return source == null ? API : source;
  }
}
