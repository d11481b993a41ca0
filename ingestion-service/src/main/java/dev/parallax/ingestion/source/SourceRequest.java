package dev.parallax.ingestion.source;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A source as an administrator wants it. What is not given stays as it is, so that who only
 * disables a source does not open it to every origin.
 *
 * @param name when it is made; afterwards it is in the path
 * @param scopes of a new source behaviour and feedback, what a page may send; where it names no
 *     origins also identity and consent, which those that name some have only where it is said
 * @param enabled of a new source true
 */
public record SourceRequest(
    @Schema(examples = "web-shop") String name,
    String description,
    @Schema(examples = "[\"behaviour\", \"feedback\"]") List<String> scopes,
    @Schema(examples = "[\"https://shop.example\"]") List<String> origins,
    Rate rate,
    Boolean enabled) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_DESCRIPTION = 500;
  private static final int MOST_ORIGINS = 50;

  /** How much it may send; empty for the default. */
  public record Rate(Integer eventsPerSecond, Integer burst) {}

  /**
   * @param named what it is called
   * @param before as it is, null for a new one
   * @throws RuntimeException a 400 problem that names every field that is wrong
   */
  SourceDefinition toDefinition(String named, SourceDefinition before) {
    List<FieldError> errors = new ArrayList<>();
    if (named == null || !NAME.matcher(named).matches() || named.length() > LONGEST_NAME) {
      errors.add(
          new FieldError(
              "name",
              "must be of lower-case letters, digits and single dashes, at most " + LONGEST_NAME));
    } else if (named.equals(Source.API)) {
      errors.add(new FieldError("name", "must be another: api is who sends with a token"));
    }
    SourceDefinition base =
        before != null
            ? before
            : new SourceDefinition(
                named, "", EnumSet.of(Scope.BEHAVIOUR, Scope.FEEDBACK), List.of(), null, true);
    String text = description == null ? base.description() : description.strip();
    if (text.length() > LONGEST_DESCRIPTION || text.indexOf('\0') >= 0) {
      errors.add(
          new FieldError(
              "description", "must have at most " + LONGEST_DESCRIPTION + " characters"));
    }
    List<String> allowed = origins == null ? base.origins() : origins(errors);
    Set<Scope> wanted = scopes == null ? unasked(before, base, allowed) : scopes(errors);
    SourceRate limit = rate == null ? base.rate() : limit(errors);
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return new SourceDefinition(
        named, text, wanted, allowed, limit, enabled == null ? base.enabled() : enabled);
  }

  /**
   * The key of a source with origins is in pages, where anybody can read it and send it without
   * one: it loses what is for servers as soon as it names the first.
   */
  private static Set<Scope> unasked(
      SourceDefinition before, SourceDefinition base, List<String> allowed) {
    EnumSet<Scope> scopes = EnumSet.noneOf(Scope.class);
    scopes.addAll(base.scopes());
    if (before == null && allowed.isEmpty()) {
      scopes.addAll(Scope.OF_SERVERS);
    } else if (base.origins().isEmpty() && !allowed.isEmpty()) {
      scopes.removeAll(Scope.OF_SERVERS);
    }
    return scopes;
  }

  private Set<Scope> scopes(List<FieldError> errors) {
    EnumSet<Scope> wanted = EnumSet.noneOf(Scope.class);
    for (String scope : scopes) {
      Scope.parse(scope)
          .ifPresentOrElse(
              wanted::add,
              () -> errors.add(new FieldError("scopes", "must each be one of " + Scope.names())));
    }
    if (scopes.isEmpty()) {
      errors.add(new FieldError("scopes", "must have at least one of " + Scope.names()));
    }
    return wanted;
  }

  private List<String> origins(List<FieldError> errors) {
    if (origins.size() > MOST_ORIGINS) {
      errors.add(new FieldError("origins", "must be at most " + MOST_ORIGINS));
      return List.of();
    }
    for (String origin : origins) {
      if (origin == null || OriginPattern.parse(origin).isEmpty()) {
        errors.add(
            new FieldError(
                "origins",
                "must each be like https://shop.example, https://*.shop.example or"
                    + " http://localhost:*, without a path"));
        return List.of();
      }
    }
    return origins.stream().map(String::strip).toList();
  }

  private SourceRate limit(List<FieldError> errors) {
    if (rate.eventsPerSecond() == null && rate.burst() == null) {
      return null;
    }
    if (rate.eventsPerSecond() == null) {
      errors.add(new FieldError("rate.eventsPerSecond", "must be given"));
      return null;
    }
    int perSecond = rate.eventsPerSecond();
    try {
      return new SourceRate(perSecond, rate.burst() == null ? perSecond : rate.burst());
    } catch (IllegalArgumentException e) {
      String[] fieldAndMessage = e.getMessage().split(" ", 2);
      errors.add(new FieldError(fieldAndMessage[0], fieldAndMessage[1]));
      return null;
    }
  }
}
