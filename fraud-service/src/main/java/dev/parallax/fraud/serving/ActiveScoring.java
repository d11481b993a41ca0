package dev.parallax.fraud.serving;

import dev.parallax.fraud.rule.ActiveRules;
import dev.parallax.fraud.rule.Rule;
import dev.parallax.fraud.score.LogisticModel;
import dev.parallax.fraud.score.LogisticScore;
import dev.parallax.fraud.verdict.Decider;
import dev.parallax.fraud.verdict.ReferenceRates;
import dev.parallax.fraud.verdict.Scoring;
import dev.parallax.fraud.verdict.Thresholds;
import dev.parallax.kit.model.Champion;
import dev.parallax.kit.model.Champions;
import dev.parallax.kit.model.ModelRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The one place that knows what decides now; in memory, whatever happens to the database. */
@ApplicationScoped
public class ActiveScoring {
  /** Name of the model in the registry. */
  public static final String MODEL = "score";

  private static final Logger LOG = Logger.getLogger(ActiveScoring.class);
  private static final int LONGEST_WAIT_SECONDS = 10;

  private final ActiveRules rules;
  private final ModelRegistry registry;
  private final Champion<LogisticScore> champion;
  private final Decider decider;
  private final ReferenceRates rates;
  private final CountDownLatch loaded = new CountDownLatch(1);

  ActiveScoring(
      ServingConfig config,
      ActiveRules rules,
      ModelRegistry registry,
      Champions champions,
      MeterRegistry meters) {
    this.rules = rules;
    this.registry = registry;
    this.champion = champions.follow(MODEL, (model, bytes) -> LogisticModel.of(bytes).score());
    this.decider =
        new Decider(
            new Thresholds(config.reviewFrom(), config.declineFrom()),
            config.assumedRate(),
            rule -> countFailure(meters, rule));
    this.rates = new ReferenceRates(config.referenceRates());
  }

  private static void countFailure(MeterRegistry meters, Rule rule) {
    meters.counter("parallax.fraud.rule.failures", "rule", rule.name()).increment();
  }

  /** Before the first transaction: a restart must not decide by rules only for a second. */
  void load(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
    rules.refresh();
    try {
      champion.refresh(registry);
    } catch (RuntimeException e) {
      LOG.warnf("model not loaded yet cause=%s", e.getMessage());
    }
    loaded.countDown();
  }

  /** Returns once the stored model and rules have been looked for. */
  public void awaitLoaded() {
    try {
      if (!loaded.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("deciding before model and rules were looked for");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What decides now. */
  public Scoring current() {
    return champion
        .current()
        .map(c -> new Scoring(c.version(), c.model(), rules.current()))
        .orElseGet(() -> Scoring.rulesOnly(rules.current()));
  }

  /** Looks for a new champion now, for whoever has just promoted one. */
  public void refreshModel() {
    champion.refresh(registry);
  }

  public Decider decider() {
    return decider;
  }

  public ReferenceRates rates() {
    return rates;
  }
}
