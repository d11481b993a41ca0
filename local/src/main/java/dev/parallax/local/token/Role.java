package dev.parallax.local.token;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The roles that the services know, as they are written in a token's {@code groups}. */
public enum Role {
  MARKETER("marketer", "segments, audiences, recommendations"),
  ANALYST("analyst", "imports, models, what was found"),
  FRAUD_ANALYST("fraud-analyst", "decisions, labels, fraud rules"),
  PRIVACY_OFFICER("privacy-officer", "consent, erasure, quarantined payloads"),
  ADMIN("admin", "everything"),
  SERVICE("service", "a machine that asks for recommendations, segments and decisions");

  private final String claim;
  private final String description;

  Role(String claim, String description) {
    this.claim = claim;
    this.description = description;
  }

  /** The role's name in a token. */
  public String claim() {
    return claim;
  }

  /** The role of this name, in any case. */
  public static Optional<Role> named(String name) {
    return Arrays.stream(values())
        .filter(role -> role.claim.equalsIgnoreCase(name.strip()))
        .findFirst();
  }

  /** All roles, one a line, with what they are for. */
  static String list() {
    return Arrays.stream(values())
        .map(role -> "  %-16s %s".formatted(role.claim, role.description))
        .collect(Collectors.joining("\n"));
  }
}
