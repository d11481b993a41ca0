package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What an event is to be like, as of one version. It never changes.
 *
 * @param event its name; {@code $page}, {@code $screen}, {@code $identify} and {@code $group} are
 *     the calls of that type
 * @param version from 1; 0 is what comes built in
 * @param policy what becomes of events that are otherwise
 * @param schema JSON Schema (2020-12) of the properties, of identify and group of the traits
 * @param description for people, may be null
 * @param createdAt null for what is built in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanVersion(
    String event,
    int version,
    boolean builtIn,
    Policy policy,
    String description,
    ObjectNode schema,
    Instant createdAt) {
  /** What becomes of an event that is not as the plan says. */
  public enum Policy {
    /** It is taken in and not looked at. */
    ACCEPT,
    /** It is taken in with a mark. */
    FLAG,
    /** It goes to the quarantine. */
    QUARANTINE;

    static final String LIST = "accept, flag, quarantine";

    /** As it stands in JSON. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Policy> parse(String text) {
      return Arrays.stream(values()).filter(policy -> policy.wireName().equals(text)).findFirst();
    }
  }

  public PlanVersion {
    Required.text("event", event);
    Required.value("policy", policy);
  }

  /** The same without its schema, as it stands in lists. */
  PlanVersion summary() {
    return new PlanVersion(event, version, builtIn, policy, description, null, createdAt);
  }

  /** Whether another says the same. */
  boolean saysTheSame(PlanVersion other) {
    return policy == other.policy
        && schema.equals(other.schema)
        && Objects.equals(description, other.description);
  }
}
