package dev.parallax.recommendation.offer;

import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.recommendation.catalog.Catalog;
import dev.parallax.recommendation.model.ModelCodec;
import dev.parallax.recommendation.model.RecommendationModel;
import dev.parallax.recommendation.ranking.Blend;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Makes offers that differ from the one that serves in their model or blend. Models are loaded when
 * they are first wanted and let go when nobody wants them any more.
 */
final class Variants {
  private static final Logger LOG = Logger.getLogger(Variants.class);

  private final ModelRegistry registry;
  private final TrendReader trendReader;
  private final Map<String, Offers.Learned> models = new HashMap<>();
  private final Map<String, Offer.Trends> trends = new HashMap<>();

  /**
   * What serves.
   *
   * @param version of its model
   */
  record Serving(String version, Offers.Learned model, Offer.Trends trends) {}

  Variants(ModelRegistry registry, TrendReader trendReader) {
    this.registry = registry;
    this.trendReader = trendReader;
  }

  /**
   * @param counted whether popularity was counted anew
   * @return those whose model can be had
   */
  Map<Variant, Offer> make(
      Collection<Variant> wanted, Serving serving, Catalog.Snapshot catalog, boolean counted) {
    if (counted) {
      trends.clear();
    }
    models.keySet().removeIf(id -> wanted.stream().noneMatch(v -> id.equals(v.modelVersion())));
    Map<Variant, Offer> made = new HashMap<>();
    for (Variant variant : wanted) {
      String id = variant.modelVersion();
      if (id == null || id.equals(serving.version())) {
        made.put(
            variant, offer(serving.version(), serving.model(), serving.trends(), variant, catalog));
        continue;
      }
      Offers.Learned model = models.computeIfAbsent(id, this::load);
      if (model != null) {
        Offer.Trends counts =
            trends.computeIfAbsent(id, key -> trendReader.read(model.model().items()));
        made.put(variant, offer(id, model, counts, variant, catalog));
      }
    }
    return made;
  }

  private Offers.Learned load(String id) {
    try {
      return registry
          .artifact(id)
          .map(bytes -> Offers.Learned.of(ModelCodec.read(bytes)))
          .orElse(null);
    } catch (IllegalArgumentException e) {
      LOG.warnf("model of a variant not loaded id=%s cause=%s", id, e.getMessage());
      return null;
    }
  }

  private static Offer offer(
      String version,
      Offers.Learned learned,
      Offer.Trends trends,
      Variant variant,
      Catalog.Snapshot catalog) {
    return new Offer(
        version, blended(learned.model(), variant.blend()), learned.ranker(), trends, catalog);
  }

  private static RecommendationModel blended(RecommendationModel model, Blend blend) {
    return blend == null
        ? model
        : new RecommendationModel(model.items(), model.rules(), model.similar(), blend, blend);
  }
}
