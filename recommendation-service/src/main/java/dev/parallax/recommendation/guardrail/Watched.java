package dev.parallax.recommendation.guardrail;

import dev.parallax.contracts.Phrase;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.offer.Variant;
import dev.parallax.recommendation.ranker.ServingRanker;
import java.util.Optional;

/** What is watched when it was promoted; each kind by a watch of its own. */
enum Watched {
  /** The first has none before it and is not watched. */
  MODEL(Offers.MODEL, null, new Phrase("the former model", "原模型")) {
    @Override
    Variant vary(Variant of, String id) {
      return new Variant(id, of.blend(), of.ranker());
    }
  },
  /** Before the first is the order without one. */
  RANKER(ServingRanker.MODEL, ServingRanker.NONE, new Phrase("the former order", "原排序")) {
    @Override
    Variant vary(Variant of, String id) {
      return new Variant(of.modelVersion(), of.blend(), id);
    }
  };

  private final String registered;
  private final String none;
  private final Phrase former;

  Watched(String registered, String none, Phrase former) {
    this.registered = registered;
    this.none = none;
    this.former = former;
  }

  /** The name that the registry and the table know it by. */
  String registered() {
    return registered;
  }

  static Watched of(String registered) {
    for (Watched one : values()) {
      if (one.registered.equals(registered)) {
        return one;
      }
    }
    throw new IllegalArgumentException("registered must be a known name, not " + registered);
  }

  /** What served where nothing had been promoted; empty where there must be something. */
  Optional<String> none() {
    return Optional.ofNullable(none);
  }

  /** What it is compared with, for people. */
  Phrase former() {
    return former;
  }

  /** The same lists, made with that one. */
  abstract Variant vary(Variant of, String id);
}
