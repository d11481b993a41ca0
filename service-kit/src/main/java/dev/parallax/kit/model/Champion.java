package dev.parallax.kit.model;

import java.util.Optional;

/** The model that serves at the moment, decoded and in memory. Reading it costs nothing. */
public final class Champion<T> {
  private final String name;
  private final Loader<T> loader;
  private volatile Loaded<T> loaded;

  /** Decodes an artifact. */
  @FunctionalInterface
  public interface Loader<T> {
    T load(StoredModel model, byte[] artifact);
  }

  /**
   * @param version the model's id, for answers
   */
  public record Loaded<T>(String version, ModelCard card, T model) {}

  Champion(String name, Loader<T> loader) {
    this.name = name;
    this.loader = loader;
  }

  String name() {
    return name;
  }

  /** Empty before the first promotion, or until the first look after a start. */
  public Optional<Loaded<T>> current() {
    return Optional.ofNullable(loaded);
  }

  /** Looks now; called every second, and by whoever has just promoted. */
  public synchronized void refresh(ModelRegistry registry) {
    Optional<StoredModel> champion = registry.champion(name);
    if (champion.isEmpty()) {
      loaded = null;
      return;
    }
    StoredModel model = champion.get();
    Loaded<T> before = loaded;
    if (before != null && before.version().equals(model.id())) {
      return;
    }
    registry
        .artifact(model.id())
        .ifPresent(
            bytes -> loaded = new Loaded<>(model.id(), model.card(), loader.load(model, bytes)));
  }
}
