package dev.parallax.recommendation.merchandising;

import java.util.List;
import java.util.stream.Stream;

/** Rules, compiled. Immutable; two are the same only if they are one. */
final class RuleSet {
  /** No rules. */
  static final RuleSet EMPTY = new RuleSet(List.of());

  private final List<CompiledRule> rules;

  RuleSet(List<CompiledRule> rules) {
    this.rules = List.copyOf(rules);
  }

  List<CompiledRule> rules() {
    return rules;
  }

  /** These without the one of that name. */
  RuleSet without(String name) {
    return new RuleSet(rules.stream().filter(r -> !r.rule().name().equals(name)).toList());
  }

  RuleSet and(CompiledRule rule) {
    return new RuleSet(Stream.concat(rules.stream(), Stream.of(rule)).toList());
  }
}
