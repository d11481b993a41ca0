package dev.parallax.recommendation.ranker;

import dev.parallax.kit.model.Champion;
import dev.parallax.kit.model.Champions;
import dev.parallax.kit.model.ModelRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The ranker in service, in memory; noticed within a second on every replica. */
@ApplicationScoped
public class ServingRanker {
  /** The name of rankers in the registry. */
  static final String MODEL = "ranker";

  private final Champion<ChoiceModel> champion;
  private final ModelRegistry registry;

  ServingRanker(Champions champions, ModelRegistry registry) {
    this.champion = champions.follow(MODEL, (model, bytes) -> RankerCodec.read(bytes));
    this.registry = registry;
  }

  /** Empty where none has beaten the blend; then the blended scores' order stays. */
  public Optional<Champion.Loaded<ChoiceModel>> current() {
    return champion.current();
  }

  /** Looks now. */
  void refresh() {
    champion.refresh(registry);
  }
}
