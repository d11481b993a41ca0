package dev.parallax.recommendation.ranker;

import dev.parallax.kit.model.Champion;
import dev.parallax.kit.model.Champions;
import dev.parallax.kit.model.ModelRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * The ranker in service, in memory, noticed within a second on every replica; and those that are
 * tried out beside it.
 */
@ApplicationScoped
public class ServingRanker {
  /** The name of rankers in the registry. */
  public static final String MODEL = "ranker";

  /** In the place of an id: the blended scores' order stays. */
  public static final String NONE = "none";

  private static final Logger LOG = Logger.getLogger(ServingRanker.class);

  private final Champion<ChoiceModel> champion;
  private final ModelRegistry registry;
  private Set<String> wanted = Set.of();
  private volatile Map<String, Champion.Loaded<ChoiceModel>> others = Map.of();

  ServingRanker(Champions champions, ModelRegistry registry) {
    this.champion = champions.follow(MODEL, (model, bytes) -> RankerCodec.read(bytes));
    this.registry = registry;
  }

  /** Empty where none has beaten the blend; then the blended scores' order stays. */
  public Optional<Champion.Loaded<ChoiceModel>> current() {
    return champion.current();
  }

  /**
   * @param id a ranker's, {@link #NONE}, or null for the one in service
   * @return empty where the blended scores' order stays, as it does while the ranker {@link
   *     #isReady} no more
   */
  public Optional<Champion.Loaded<ChoiceModel>> of(String id) {
    return id == null ? current() : Optional.ofNullable(others.get(id));
  }

  /** Whether {@link #of} can be asked. */
  public boolean isReady(String id) {
    return id == null || id.equals(NONE) || others.containsKey(id);
  }

  /** Says which rankers are to be kept ready beside the one in service; at once they are. */
  public synchronized void want(Set<String> ids) {
    if (ids.equals(wanted)) {
      return;
    }
    Map<String, Champion.Loaded<ChoiceModel>> kept = new HashMap<>();
    for (String id : ids) {
      Optional.ofNullable(others.get(id)).or(() -> load(id)).ifPresent(one -> kept.put(id, one));
    }
    others = Map.copyOf(kept);
    wanted = Set.copyOf(ids);
  }

  private Optional<Champion.Loaded<ChoiceModel>> load(String id) {
    try {
      return registry
          .find(id)
          .flatMap(
              stored ->
                  registry
                      .artifact(id)
                      .map(RankerCodec::read)
                      .map(model -> new Champion.Loaded<>(id, stored.card(), model)));
    } catch (IllegalArgumentException e) {
      LOG.warnf("ranker of an arm not loaded id=%s cause=%s", id, e.getMessage());
      return Optional.empty();
    }
  }

  /** Looks now. */
  public void refresh() {
    champion.refresh(registry);
  }
}
