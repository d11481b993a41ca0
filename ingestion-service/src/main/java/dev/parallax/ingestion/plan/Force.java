package dev.parallax.ingestion.plan;

import dev.parallax.kit.security.Roles;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;

/** How much of what others rely on a change of the plan may take away. */
enum Force {
  /** Nothing. */
  NONE,
  /** That fields are kept back as personal, or for want of consent. */
  MARKS,
  /** That, and that what was valid stays so. */
  ALL;

  /**
   * What the caller may force, if they ask for it.
   *
   * @param asked {@code true} asks for it; null does not
   * @throws ForbiddenException when they ask and may not
   */
  static Force of(String asked, SecurityIdentity identity) {
    if (!"true".equals(asked)) {
      return NONE;
    }
    if (identity.hasRole(Roles.ADMIN)) {
      return ALL;
    }
    if (identity.hasRole(Roles.PRIVACY_OFFICER)) {
      return MARKS;
    }
    throw new ForbiddenException();
  }
}
