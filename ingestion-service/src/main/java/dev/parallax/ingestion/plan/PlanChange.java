package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.plan.PlanVersion.Policy;
import dev.parallax.ingestion.validation.Nul;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody wants an event to be like.
 *
 * @param schema JSON Schema (2020-12)
 * @param policy accept, flag or quarantine; flag where it is absent
 * @param description for people, may be null
 */
record PlanChange(JsonNode schema, String policy, String description) {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_DESCRIPTION = 2_000;
  private static final Set<String> TYPES = Set.of("$page", "$screen", "$identify", "$group");
  private static final Set<String> TAKEN = Set.of("drafts", "violations", "infer");

  /**
   * The version it comes to.
   *
   * @param number of the version
   * @throws RuntimeException a 400 problem naming what is wrong
   */
  PlanVersion toVersion(String event, int number, Clock clock) {
    List<FieldError> errors = new ArrayList<>();
    checkName(event).ifPresent(errors::add);
    Optional<Policy> wanted =
        policy == null || policy.isBlank() ? Optional.of(Policy.FLAG) : Policy.parse(policy);
    if (wanted.isEmpty()) {
      errors.add(new FieldError("policy", "must be one of " + Policy.LIST));
    }
    if (description != null
        && (description.length() > LONGEST_DESCRIPTION || Nul.isIn(description))) {
      errors.add(
          new FieldError(
              "description", "must be a text of at most " + LONGEST_DESCRIPTION + " characters"));
    }
    errors.addAll(SchemaCheck.errors(schema));
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    // Read anew, so that numbers are held as the store gives them back.
    ObjectNode exact = PlanStore.schema(schema.toString());
    return new PlanVersion(
        event.trim(), number, false, wanted.orElseThrow(), description, exact, clock.instant());
  }

  static Optional<FieldError> checkName(String event) {
    String name = event == null ? "" : event.trim();
    if (name.isEmpty() || name.length() > LONGEST_NAME || Nul.isIn(name)) {
      return Optional.of(
          new FieldError("event", "must be a name of 1 to " + LONGEST_NAME + " characters"));
    }
    if (name.startsWith("$") && !TYPES.contains(name)) {
      return Optional.of(
          new FieldError(
              "event", "must not begin with $, but for " + TYPES.stream().sorted().toList()));
    }
    return TAKEN.contains(name)
        ? Optional.of(
            new FieldError("event", "must not be one of " + TAKEN.stream().sorted().toList()))
        : Optional.empty();
  }
}
