package dev.parallax.segmentation.model;

import dev.parallax.kit.model.Champion;
import dev.parallax.kit.model.Champions;
import dev.parallax.kit.model.ModelCard;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.model.StoredModel;
import dev.parallax.segmentation.segment.Learner.Learned;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Keeps segmentations in the registry and knows the one that serves. */
@ApplicationScoped
public class Segmentations {
  /** Of all models of this kind; their ids are {@code segmentation-customers-000001} and so on. */
  public static final String NAME = "customers";

  private final ModelRegistry registry;
  private final Champion<Segmentation> champion;

  Segmentations(ModelRegistry registry, Champions champions) {
    this.registry = registry;
    this.champion =
        champions.follow(NAME, (model, artifact) -> Artifact.read(model.id(), artifact));
  }

  /** The one that serves; looks into the registry, so that a promotion counts at once. */
  public Optional<Segmentation> current() {
    champion.refresh(registry);
    return champion.current().map(Champion.Loaded::model);
  }

  /** Any that was ever learned. */
  public Optional<Segmentation> find(String id) {
    return registry
        .find(id)
        .filter(model -> model.name().equals(NAME))
        .map(StoredModel::id)
        .flatMap(registry::artifact)
        .map(bytes -> Artifact.read(id, bytes));
  }

  /**
   * @return the model's id
   */
  public String store(Learned learned, ModelCard card, Instant reference, int withoutPurchases) {
    return registry.store(
        NAME, card, Artifact.write(learned, reference, withoutPurchases), learned.isWorthIt());
  }

  public void promote(String id) {
    registry.promote(id);
  }
}
