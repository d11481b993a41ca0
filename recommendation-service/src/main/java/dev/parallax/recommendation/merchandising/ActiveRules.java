package dev.parallax.recommendation.merchandising;

import dev.parallax.kit.condition.ConditionInvalidException;
import dev.parallax.recommendation.offer.Offer;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.offer.Shelf;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The rules as they stand, compiled and in memory; follows the store, whoever changed it. */
@ApplicationScoped
public class ActiveRules {
  /** Each is asked of every item; more could not be overlooked by people either. */
  static final int MOST_RULES = 200;

  /** The models of what may run at a time; shelves that were replaced make room for those. */
  private static final int MOST_SHELVES = 8;

  private static final Logger LOG = Logger.getLogger(ActiveRules.class);

  private final RuleRepository repository;
  private final Offers offers;
  private final RuleCompiler compiler = new RuleCompiler();
  private volatile List<MerchandisingRule> loaded = List.of();
  private volatile RuleSet current = RuleSet.EMPTY;
  private final Object shelves = new Object();
  private volatile List<Merchandise> known = List.of();

  ActiveRules(RuleRepository repository, Offers offers) {
    this.repository = repository;
    this.offers = offers;
  }

  /** Looks now. While the store is away the rules before stay in force. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public synchronized void refresh() {
    try {
      List<MerchandisingRule> stored = repository.all();
      RuleSet rules = stored.equals(loaded) ? current : new RuleSet(compile(stored));
      // Asked of every item before the rules count, and not by whoever asks for a list next.
      offers.current().ifPresent(offer -> on(rules, offer.shelf()).prepare());
      if (rules != current) {
        current = rules;
        loaded = stored;
        LOG.infof("merchandising rules loaded count=%d", stored.size());
      }
    } catch (RuntimeException e) {
      LOG.warnf("merchandising rules not reloaded cause=%s", e.getClass().getSimpleName());
    }
  }

  /**
   * The rules on an offer; what was found out of it is kept until rules, catalog or numbers change.
   * Of several offers in turn, too, where something is tried out on customers.
   */
  public Merchandise on(Offer offer) {
    return on(current, offer.shelf());
  }

  private Merchandise on(RuleSet rules, Shelf shelf) {
    for (Merchandise one : known) {
      if (one.isOf(rules, shelf)) {
        return one;
      }
    }
    return add(rules, shelf);
  }

  /** Not under the lock of {@link #refresh}: nobody who asks for a list waits for that. */
  private Merchandise add(RuleSet rules, Shelf shelf) {
    synchronized (shelves) {
      List<Merchandise> kept = new ArrayList<>(known);
      for (Merchandise one : kept) {
        if (one.isOf(rules, shelf)) {
          return one;
        }
      }
      Merchandise before =
          kept.stream()
              .max(Comparator.comparingInt(one -> one.shelf().sameItems(shelf)))
              .orElse(null);
      Merchandise added = new Merchandise(rules, shelf, before);
      kept.addFirst(added);
      known = List.copyOf(kept.subList(0, Math.min(MOST_SHELVES, kept.size())));
      return added;
    }
  }

  /** The same as if a rule were not there, or another in its place. */
  public Merchandise on(Offer offer, String without, MerchandisingRule instead) {
    RuleSet rules = without == null ? current : current.without(without);
    return new Merchandise(
        instead == null ? rules : rules.and(compiler.compile(instead)), offer.shelf(), on(offer));
  }

  /**
   * @throws ConditionInvalidException when the condition is none
   */
  void check(MerchandisingRule rule) {
    compiler.compile(rule);
  }

  /** One that no longer compiles, after an upgrade perhaps, must not take the others down. */
  private List<CompiledRule> compile(List<MerchandisingRule> rules) {
    Map<MerchandisingRule, CompiledRule> before =
        current.rules().stream()
            .collect(Collectors.toMap(CompiledRule::rule, Function.identity(), (a, b) -> a));
    List<CompiledRule> compiled = new ArrayList<>();
    for (MerchandisingRule rule : rules) {
      try {
        CompiledRule same = before.get(rule);
        compiled.add(same == null ? compiler.compile(rule) : same);
      } catch (ConditionInvalidException e) {
        LOG.errorf("merchandising rule left out name=%s cause=%s", rule.name(), e.getMessage());
      }
    }
    return compiled;
  }
}
