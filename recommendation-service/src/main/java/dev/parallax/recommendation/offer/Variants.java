package dev.parallax.recommendation.offer;

import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.recommendation.catalog.Catalog;
import dev.parallax.recommendation.model.ModelCodec;
import dev.parallax.recommendation.model.RecommendationModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Makes offers that differ from the one that serves in their model or blend. Models are loaded when
 * they are first wanted and let go when nobody wants them any more.
 */
final class Variants {
  private static final Logger LOG = Logger.getLogger(Variants.class);

  private final ModelRegistry registry;
  private final Map<String, Other> others = new HashMap<>();

  /** What serves. */
  record Serving(Offer offer, Assortment assortment, Trends trends) {}

  /**
   * A model that does not serve.
   *
   * @param trends by its own numbers of items
   * @param of the same as they were counted
   * @param beside what served when it was made; its catalog is that one's
   */
  private record Other(Assortment assortment, Trends trends, Trends of, Assortment beside) {}

  Variants(ModelRegistry registry) {
    this.registry = registry;
  }

  /**
   * @return those whose model can be had
   */
  Map<Variant, Offer> make(Collection<Variant> wanted, Serving serving, Catalog.Snapshot catalog) {
    Set<String> ids = new TreeSet<>();
    wanted.stream().map(Variant::modelVersion).filter(Objects::nonNull).forEach(ids::add);
    ids.remove(serving.offer().version());
    others.keySet().retainAll(ids);
    for (String id : ids) {
      Other known = others.get(id);
      if (known == null || known.of() != serving.trends()) {
        other(id, serving).ifPresent(other -> others.put(id, other));
      }
    }
    Map<Variant, Offer> made = new HashMap<>();
    for (Variant variant : wanted) {
      String id = variant.modelVersion();
      if (id == null || id.equals(serving.offer().version())) {
        made.put(variant, usual(variant, serving, catalog));
      } else if (others.containsKey(id)) {
        made.put(variant, offer(id, others.get(id), variant, catalog));
      }
    }
    return made;
  }

  private Optional<Other> other(String id, Serving serving) {
    Other before = others.get(id);
    Optional<Assortment> assortment =
        before != null && before.beside() == serving.assortment()
            ? Optional.of(before.assortment())
            : (before == null ? load(id) : Optional.of(before.assortment().model()))
                .map(serving.assortment()::with);
    return assortment.map(
        made ->
            new Other(
                made, serving.trends().over(made.items()), serving.trends(), serving.assortment()));
  }

  private Optional<RecommendationModel> load(String id) {
    try {
      return registry.artifact(id).map(ModelCodec::read);
    } catch (IllegalArgumentException e) {
      LOG.warnf("model of a variant not loaded id=%s cause=%s", id, e.getMessage());
      return Optional.empty();
    }
  }

  private static Offer usual(Variant variant, Serving serving, Catalog.Snapshot catalog) {
    if (variant.blend() == null) {
      return serving.offer();
    }
    return new Offer(
        serving.offer().version(),
        serving.assortment().weighed(variant.blend()),
        serving.trends(),
        catalog);
  }

  private static Offer offer(
      String version, Other other, Variant variant, Catalog.Snapshot catalog) {
    Assortment assortment = other.assortment();
    return new Offer(
        version,
        variant.blend() == null ? assortment : assortment.weighed(variant.blend()),
        other.trends(),
        catalog);
  }
}
