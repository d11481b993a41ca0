package dev.parallax.ingestion.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the configured further identifiers in what a call says of a person: in its traits, in those
 * of its context, and in {@code context.externalIds}. Names are compared without case and
 * separators, as senders write them in all ways.
 */
@ApplicationScoped
public class Identifiers {
  private static final String NOTHING = "0._-";
  private static final Pattern SEPARATORS = Pattern.compile("[\\s_.-]");
  private static final int LONGEST = 256;
  private static final int MOST_EXTERNAL_IDS = 50;
  private static final String USERS = "users";

  private final Map<String, Type> byTrait = new HashMap<>();
  private final Map<String, Type> byExternalId = new HashMap<>();
  private final Set<String> blocked;

  /** A configured type. */
  private record Type(String name, IdentityConfig.Identifier rules) {}

  /**
   * One that was found.
   *
   * @param value as it is compared: without surrounding blanks, in lower case
   * @param written as the sender wrote it
   */
  public record Found(String type, IdentityConfig.Identifier rules, String value, String written) {}

  Identifiers(IdentityConfig config) {
    config
        .identifiers()
        .forEach(
            (name, rules) -> {
              Type type = new Type(plain(name), rules);
              check(name, rules);
              add(byTrait, rules.traits(), type);
              add(byExternalId, rules.externalIds(), type);
            });
    this.blocked =
        config.blockedValues().stream()
            .map(value -> value.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static void check(String name, IdentityConfig.Identifier rules) {
    if (rules.mostCustomers() < 1 || rules.mostValues() < 1) {
      throw new IllegalArgumentException(
          "parallax.identity.identifiers."
              + name
              + ": most-customers and most-values must be 1 or more");
    }
  }

  private static void add(Map<String, Type> types, Optional<List<String>> names, Type type) {
    for (String name : names.orElse(List.of(type.name()))) {
      Type other = types.putIfAbsent(plain(name), type);
      if (other != null && !other.equals(type)) {
        throw new IllegalArgumentException(
            "parallax.identity.identifiers: " + name + " must belong to one identifier only");
      }
    }
  }

  /** Whether a value stands for no value: {@code null}, {@code anonymous}, {@code 0000}. */
  public boolean isBlocked(String value) {
    String compared = value.strip();
    return blocked.contains(compared.toLowerCase(Locale.ROOT)) || isNothing(compared);
  }

  /** By hand and not by an expression: it is asked several times an event. */
  private static boolean isNothing(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (NOTHING.indexOf(c) < 0 && !Character.isWhitespace(c)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a trait holds an identifier: then it is personal, whatever its name. */
  public boolean isIdentifier(String trait) {
    return !byTrait.isEmpty() && byTrait.containsKey(plain(trait));
  }

  /**
   * Those that count, each once, by priority.
   *
   * @param traits null when absent
   * @param context null when absent
   */
  public List<Found> in(ObjectNode traits, ObjectNode context) {
    if (byTrait.isEmpty() && byExternalId.isEmpty()) {
      return List.of();
    }
    Map<String, Found> found = new LinkedHashMap<>();
    ofTraits(traits, found);
    if (context != null) {
      ofTraits(context.path("traits") instanceof ObjectNode own ? own : null, found);
      int left = MOST_EXTERNAL_IDS;
      for (JsonNode one : context.path("externalIds")) {
        if (left-- > 0 && one.path("collection").asText(USERS).equals(USERS)) {
          add(byExternalId.get(plain(one.path("type").asText(""))), one.path("id"), found);
        }
      }
    }
    List<Found> byPriority = new ArrayList<>(found.values());
    byPriority.sort(
        Comparator.<Found>comparingInt(one -> one.rules().priority())
            .thenComparing(Found::type)
            .thenComparing(Found::value));
    return byPriority;
  }

  private void ofTraits(ObjectNode traits, Map<String, Found> found) {
    if (traits != null) {
      traits.properties().forEach(t -> add(byTrait.get(plain(t.getKey())), t.getValue(), found));
    }
  }

  private void add(Type type, JsonNode node, Map<String, Found> found) {
    if (type == null || !(node.isTextual() || node.isIntegralNumber())) {
      return;
    }
    String written = node.asText();
    String value = written.strip().toLowerCase(Locale.ROOT);
    if (value.length() <= LONGEST && !isBlocked(value)) {
      found.putIfAbsent(
          type.name() + ":" + value, new Found(type.name(), type.rules(), value, written.strip()));
    }
  }

  private static String plain(String name) {
    return SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
