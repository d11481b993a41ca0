package dev.parallax.recommendation.merchandising;

import dev.parallax.kit.condition.ConditionInvalidException;
import dev.parallax.recommendation.offer.Offer;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The rules as they stand, compiled and in memory; follows the store, whoever changed it. */
@ApplicationScoped
public class ActiveRules {
  /** Each is asked of every item; more could not be overlooked by people either. */
  static final int MOST_RULES = 200;

  /** The arms of what may run at a time; offers that were replaced make room for those. */
  private static final int MOST_OFFERS = 8;

  private static final Logger LOG = Logger.getLogger(ActiveRules.class);

  private final RuleRepository repository;
  private final RuleCompiler compiler = new RuleCompiler();
  private volatile List<MerchandisingRule> loaded = List.of();
  private volatile RuleSet current = RuleSet.EMPTY;
  private volatile List<Merchandise> known = List.of();

  ActiveRules(RuleRepository repository) {
    this.repository = repository;
  }

  /** Looks now. While the store is away the rules before stay in force. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public synchronized void refresh() {
    try {
      List<MerchandisingRule> stored = repository.all();
      if (!stored.equals(loaded)) {
        current = new RuleSet(compile(stored));
        loaded = stored;
        LOG.infof("merchandising rules loaded count=%d", stored.size());
      }
    } catch (RuntimeException e) {
      LOG.warnf("merchandising rules not reloaded cause=%s", e.getClass().getSimpleName());
    }
  }

  /**
   * The rules on an offer; what was found out of it is kept until either changes. Of several offers
   * in turn, too, where something is tried out on customers.
   */
  public Merchandise on(Offer offer) {
    RuleSet rules = current;
    for (Merchandise one : known) {
      if (one.isOf(rules, offer)) {
        return one;
      }
    }
    return add(rules, offer);
  }

  private synchronized Merchandise add(RuleSet rules, Offer offer) {
    List<Merchandise> kept = new ArrayList<>(known);
    for (Merchandise one : kept) {
      if (one.isOf(rules, offer)) {
        return one;
      }
    }
    Merchandise added = new Merchandise(rules, offer);
    kept.addFirst(added);
    known = List.copyOf(kept.subList(0, Math.min(MOST_OFFERS, kept.size())));
    return added;
  }

  /** The same as if a rule were not there, or another in its place. */
  public Merchandise on(Offer offer, String without, MerchandisingRule instead) {
    RuleSet rules = without == null ? current : current.without(without);
    return new Merchandise(instead == null ? rules : rules.and(compiler.compile(instead)), offer);
  }

  /**
   * @throws ConditionInvalidException when the condition is none
   */
  void check(MerchandisingRule rule) {
    compiler.compile(rule);
  }

  /** One that no longer compiles, after an upgrade perhaps, must not take the others down. */
  private List<CompiledRule> compile(List<MerchandisingRule> rules) {
    List<CompiledRule> compiled = new ArrayList<>();
    for (MerchandisingRule rule : rules) {
      try {
        compiled.add(compiler.compile(rule));
      } catch (ConditionInvalidException e) {
        LOG.errorf("merchandising rule left out name=%s cause=%s", rule.name(), e.getMessage());
      }
    }
    return compiled;
  }
}
