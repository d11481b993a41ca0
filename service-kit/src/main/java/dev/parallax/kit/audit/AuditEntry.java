package dev.parallax.kit.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Something that was done, as callers see it.
 *
 * @param service whose log it is in
 * @param seq its place there, from 1 without gaps
 * @param createdAt when, to the microsecond
 * @param actor who: the {@code sub} of a token, {@code source:<name>} of a write key, {@code
 *     service:<name>} of a service that acted by itself
 * @param roles what the actor was allowed as, sorted
 * @param action what was done, in the past tense and kebab case
 * @param subject what it was done to
 * @param details what else is worth knowing, never personal
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AuditEntry(
    String service,
    long seq,
    Instant createdAt,
    String actor,
    List<String> roles,
    String action,
    String subject,
    JsonNode details) {
  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");

  AuditEntry {
    roles = roles.stream().sorted().toList();
  }

  /** Checked here and not in the constructor: what was tampered with must be read as it is. */
  AuditEntry checked() {
    Required.text("actor", actor);
    Required.text("subject", subject);
    if (!KEBAB_CASE.matcher(action).matches()) {
      throw new IllegalArgumentException("action must be kebab-case, not " + action);
    }
    return this;
  }
}
