package dev.parallax.recommendation.ranker;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parallax.contracts.wire.EventJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link ChoiceModel} as JSON, features by name: a model of before has fewer, of which the others
 * then weigh nothing; one that has others is of a later version and is not read.
 */
final class RankerCodec {
  private static final String FORMAT = "choice-1";

  private record Stored(String format, List<Weight> features) {}

  private record Weight(String name, double weight, double mean) {}

  private RankerCodec() {}

  static byte[] write(ChoiceModel model) {
    List<Weight> features = new ArrayList<>(Feature.COUNT);
    for (Feature feature : Feature.values()) {
      int f = feature.ordinal();
      features.add(new Weight(feature.wireName(), model.weights()[f], model.means()[f]));
    }
    try {
      return EventJson.mapper().writeValueAsBytes(new Stored(FORMAT, features));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers must be writable", e);
    }
  }

  /**
   * @throws IllegalArgumentException when the bytes are no ranker or one of a later version
   */
  static ChoiceModel read(byte[] bytes) {
    try {
      Stored stored = EventJson.mapper().readValue(bytes, Stored.class);
      if (!FORMAT.equals(stored.format()) || stored.features() == null) {
        throw new IllegalArgumentException("artifact must be a ranker of format " + FORMAT);
      }
      double[] weights = new double[Feature.COUNT];
      double[] means = new double[Feature.COUNT];
      for (Weight one : stored.features()) {
        int f = feature(one.name()).ordinal();
        weights[f] = one.weight();
        means[f] = one.mean();
      }
      return new ChoiceModel(weights, means);
    } catch (IOException e) {
      throw new IllegalArgumentException("artifact must be a ranker", e);
    }
  }

  private static Feature feature(String name) {
    for (Feature feature : Feature.values()) {
      if (feature.wireName().equals(name)) {
        return feature;
      }
    }
    throw new IllegalArgumentException("artifact must have known features only, not " + name);
  }
}
