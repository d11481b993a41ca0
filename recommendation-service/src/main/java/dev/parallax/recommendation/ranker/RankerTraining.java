package dev.parallax.recommendation.ranker;

import dev.parallax.kit.model.Champion;
import dev.parallax.kit.model.ModelCard;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.recommendation.evaluation.metric.Comparison;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Learns a ranker, keeps it with its card, and lets it serve where it beats the blend. One that
 * serves and has become worse than the blend is taken out, so that the blend's order is back.
 */
@ApplicationScoped
public class RankerTraining {
  private static final Logger LOG = Logger.getLogger(RankerTraining.class);

  private final ExampleReader reader;
  private final ServingRanker serving;
  private final ModelRegistry registry;

  RankerTraining(ExampleReader reader, ServingRanker serving, ModelRegistry registry) {
    this.reader = reader;
    this.serving = serving;
    this.registry = registry;
  }

  /**
   * What a job says of it.
   *
   * @param modelId null where there was too little to learn from, like the metrics
   * @param lists that something followed
   * @param gain mean discount of what was chosen in the later fifth of them ({@link Orders})
   * @param blendGain the same by the order of the blended scores
   */
  public record Report(
      String modelId, boolean promoted, int lists, Double gain, Double blendGain, String message) {}

  public Report train(long seed) {
    ExampleReader.Examples examples = reader.read();
    serving.refresh();
    Optional<Champion.Loaded<ChoiceModel>> inService = serving.current();
    RankerLearner.Learned learned =
        RankerLearner.learn(
            examples.lists(),
            examples.curve(),
            inService.map(Champion.Loaded::model).orElse(null),
            seed);
    if (learned.model() == null) {
      return new Report(null, false, learned.lists(), null, null, learned.outcome().text());
    }
    ModelCard card = card(examples, learned, seed);
    String id =
        QuarkusTransaction.requiringNew().call(() -> keep(card, learned, inService.orElse(null)));
    serving.refresh();
    LOG.infof("ranker trained id=%s promoted=%b lists=%d", id, learned.promoted(), learned.lists());
    return new Report(
        id,
        learned.promoted(),
        learned.lists(),
        learned.gain(),
        learned.blendGain(),
        learned.outcome().text());
  }

  private String keep(
      ModelCard card, RankerLearner.Learned learned, Champion.Loaded<ChoiceModel> inService) {
    boolean beatsBlend = learned.outcome() != RankerLearner.Outcome.WITHIN_NOISE;
    String id =
        registry.store(ServingRanker.MODEL, card, RankerCodec.write(learned.model()), beatsBlend);
    if (learned.promoted()) {
      registry.promote(id);
    } else if (learned.inServiceFails()) {
      registry.reject(
          inService.version(), "Taken out: by now worse than the order of the blended scores.");
    }
    return id;
  }

  private static ModelCard card(
      ExampleReader.Examples examples, RankerLearner.Learned learned, long seed) {
    return new ModelCard(
        "conditional logit on "
            + Feature.COUNT
            + " features of items in lists, beginning with the blended score, weighed by inverse"
            + " propensity of the position",
        seed,
        examples.from(),
        examples.to(),
        learned.lists(),
        "learned from the earlier 80 % of the lists that something followed, measured on the later"
            + " 20 % ("
            + learned.heldOut()
            + " lists): mean of 1/log2(1+rank) of what was chosen, by inverse propensity of the position;"
            + " against the order of the blended scores, by customers "
            + difference(learned.againstBlend())
            + ". The model that serves is the same on all lists. "
            + (learned.promoted() ? "Promoted: " : "Not promoted: ")
            + learned.outcome().text()
            + ".",
        Map.of("gain", learned.gain()),
        Map.of("gain", learned.blendGain()),
        null);
  }

  private static String difference(Comparison of) {
    return String.format(
        Locale.ROOT, "%+.4f (%+.4f to %+.4f)", of.difference(), of.lower(), of.upper());
  }
}
