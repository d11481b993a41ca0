package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.model.StoredModel;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.store.Outage;
import dev.parallax.kit.store.StoreException;
import dev.parallax.learning.predictor.Predictor;
import dev.parallax.learning.predictor.PredictorCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The models that answer, the ones used last decoded in memory. Which one serves is asked of the
 * registry at each call, by its index, so that a promotion or a deletion holds on every replica at
 * once; while the store is away the one in memory goes on.
 */
@ApplicationScoped
class ServingPredictors {
  private static final Logger LOG = Logger.getLogger(ServingPredictors.class);
  private static final int MOST_IN_MEMORY = 16;

  private final PredictorStore predictors;
  private final ModelRegistry registry;
  private final Map<String, Serving> loaded =
      new LinkedHashMap<>(MOST_IN_MEMORY, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Serving> eldest) {
          return size() > MOST_IN_MEMORY;
        }
      };

  ServingPredictors(PredictorStore predictors, ModelRegistry registry) {
    this.predictors = predictors;
    this.registry = registry;
  }

  /**
   * @param version the model's id, for answers
   * @param beatsBaseline whether it predicts better than the mean
   * @param ignored columns that were there when it was learned, and say nothing
   * @param ofCustomers whether it learned from the suite's own
   */
  record Serving(
      String version,
      Predictor predictor,
      boolean beatsBaseline,
      Set<String> ignored,
      boolean ofCustomers) {
    Serving {
      ignored = Set.copyOf(ignored);
    }

    static Serving of(String version, Predictor predictor, JsonNode report) {
      Set<String> ignored = new HashSet<>();
      JsonNode asked = report.path("asked");
      asked.path("ignore").forEach(name -> ignored.add(name.asText()));
      ignored.add(predictor.target());
      return new Serving(
          version,
          predictor,
          report.path("beatsBaseline").asBoolean(),
          ignored,
          asked.path("source").asText().equals(Order.Source.CUSTOMERS.name()));
    }
  }

  /**
   * @throws RuntimeException a 404 problem where there is no such predictor, a 409 one where no
   *     version of it serves yet
   */
  Serving require(String name) {
    try {
      PredictorStore.Stored stored =
          predictors.find(name).orElseThrow(() -> Problems.notFound("name", "names no predictor"));
      StoredModel champion =
          registry
              .champion(stored.models())
              .orElseThrow(
                  () ->
                      Problems.conflict(
                          "no-predictor",
                          "no version of this predictor serves yet: it is being trained, or training"
                              + " failed; see its job"));
      return load(name, champion.id());
    } catch (StoreException e) {
      Optional<Serving> before = remembered(name);
      if (!Outage.isPassing(e) || before.isEmpty()) {
        throw e;
      }
      LOG.warnf("predicting from memory predictor=%s cause=%s", name, e.getClass().getSimpleName());
      return before.get();
    }
  }

  private Serving load(String name, String version) {
    Optional<Serving> before = remembered(name);
    if (before.isPresent() && before.get().version().equals(version)) {
      return before.get();
    }
    byte[] artifact =
        registry
            .artifact(version)
            .orElseThrow(() -> Problems.notFound("name", "names no predictor"));
    JsonNode report =
        predictors
            .version(version)
            .map(PredictorStore.Version::report)
            .orElseThrow(() -> Problems.notFound("name", "names no predictor"));
    Serving now = Serving.of(version, PredictorCodec.read(artifact), report);
    synchronized (loaded) {
      loaded.put(name, now);
    }
    return now;
  }

  private Optional<Serving> remembered(String name) {
    synchronized (loaded) {
      return Optional.ofNullable(loaded.get(name));
    }
  }
}
