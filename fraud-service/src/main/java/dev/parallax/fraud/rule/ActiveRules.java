package dev.parallax.fraud.rule;

import dev.parallax.kit.condition.ConditionInvalidException;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The rules in force, compiled and in memory; follows the store, whoever changed it. */
@ApplicationScoped
public class ActiveRules {
  private static final Logger LOG = Logger.getLogger(ActiveRules.class);

  private final RuleRepository repository;
  private final RuleCompiler compiler = new RuleCompiler();
  private volatile List<Rule> loaded = List.of();
  private volatile RuleSet current = RuleSet.EMPTY;

  ActiveRules(RuleRepository repository) {
    this.repository = repository;
  }

  /** Reading it costs nothing. */
  public RuleSet current() {
    return current;
  }

  /** Looks now. While the store is away the rules before stay in force. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public synchronized void refresh() {
    try {
      List<Rule> stored = repository.all();
      if (!stored.equals(loaded)) {
        current = new RuleSet(compile(stored));
        loaded = stored;
        LOG.infof("rules loaded count=%d", current.size());
      }
    } catch (RuntimeException e) {
      LOG.warnf("rules not reloaded cause=%s", e.getMessage());
    }
  }

  /**
   * @throws ConditionInvalidException when the expression is no condition
   */
  void check(Rule rule) {
    compiler.compile(rule);
  }

  /** One that no longer compiles, after an upgrade perhaps, must not take the others down. */
  private List<CompiledRule> compile(List<Rule> rules) {
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule rule : rules) {
      try {
        compiled.add(compiler.compile(rule));
      } catch (ConditionInvalidException e) {
        LOG.errorf("rule left out name=%s cause=%s", rule.name(), e.getMessage());
      }
    }
    return compiled;
  }
}
