package dev.parallax.fraud.rule;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.kit.condition.ConditionFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The rules that are on. Immutable. */
public final class RuleSet {
  public static final RuleSet EMPTY = new RuleSet(List.of());

  private final List<CompiledRule> rules;

  public RuleSet(List<CompiledRule> rules) {
    this.rules = rules.stream().filter(r -> r.rule().enabled()).toList();
  }

  /**
   * The rules that fire, in their order. One that fails does not stop a decision: it counts as not
   * fired, and {@code failed} hears of it.
   */
  public List<Rule> fired(TransactionRecorded transaction, double[] vector, Consumer<Rule> failed) {
    if (rules.isEmpty()) {
      return List.of();
    }
    RuleFacts facts = new RuleFacts(transaction, vector);
    List<Rule> fired = new ArrayList<>(2);
    for (CompiledRule rule : rules) {
      try {
        if (rule.fires(facts)) {
          fired.add(rule.rule());
        }
      } catch (ConditionFailedException e) {
        failed.accept(rule.rule());
      }
    }
    return fired;
  }

  public int size() {
    return rules.size();
  }
}
