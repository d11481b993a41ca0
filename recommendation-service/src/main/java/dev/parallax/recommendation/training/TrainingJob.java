package dev.parallax.recommendation.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.model.ModelCard;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.recommendation.behaviour.SnapshotReader;
import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.DatasetBuilder;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.learning.Learned;
import dev.parallax.recommendation.learning.Learner;
import dev.parallax.recommendation.learning.Progress;
import dev.parallax.recommendation.learning.Settings;
import dev.parallax.recommendation.model.ModelCodec;
import dev.parallax.recommendation.offer.Offers;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Reads a snapshot, learns, stores the model with its card, and promotes it if it beats popularity.
 * After a crash it begins anew: learning takes seconds, a checkpoint would be larger than the work.
 */
@ApplicationScoped
class TrainingJob implements JobHandler {
  static final String KIND = "train-recommendations";

  private static final Logger LOG = Logger.getLogger(TrainingJob.class);

  /** What a row costs at the peak: the snapshot, profiles and their transposes. */
  private static final int BYTES_PER_ROW = 60;

  private static final double PART_OF_HEAP = 0.4;
  private static final int SECONDS = 60;

  private final SnapshotReader snapshots;
  private final ModelRegistry registry;
  private final Offers offers;
  private final TrainingConfig config;

  TrainingJob(
      SnapshotReader snapshots, ModelRegistry registry, Offers offers, TrainingConfig config) {
    this.snapshots = snapshots;
    this.registry = registry;
    this.offers = offers;
    this.config = config;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) {
    Settings settings = settings(context.params());
    int total = Progress.STEPS + 1;
    context.progress(0, total, "reading orders and signals");
    int mostRows = mostRows();
    DatasetBuilder rows = snapshots.read(mostRows);
    if (rows.rows() == 0) {
      throw new JobFailedException(
          "there is nothing to learn from yet: send Order Completed or Product Viewed events first");
    }
    Dataset data = rows.build();
    Learned learned =
        Learner.learn(
            data,
            rows.items().ids(),
            settings,
            (done, doing) -> context.progress(done + 1L, total, doing));
    boolean promoted = learned.beatsPopularity();
    ModelCard card = card(data, learned, settings, data.rows() >= mostRows);
    byte[] artifact = ModelCodec.write(learned.model());
    String id =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  String stored = registry.store(Offers.MODEL, card, artifact, promoted);
                  if (promoted) {
                    registry.promote(stored);
                  }
                  return stored;
                });
    if (promoted) {
      offers.promoted();
    }
    LOG.infof(
        "model trained id=%s promoted=%b rows=%d rules=%d bytes=%d",
        id, promoted, data.rows(), learned.model().rules().size(), artifact.length);
    return result(id, data, learned);
  }

  private static ObjectNode result(String id, Dataset data, Learned learned) {
    ObjectNode result = EventJson.mapper().createObjectNode();
    result.put("modelId", id);
    result.put("rules", learned.model().rules().size());
    result.put("items", learned.model().items().size());
    result.put("baskets", data.baskets());
    result.put("customers", data.customers());
    result.set("metrics", EventJson.mapper().valueToTree(learned.metrics()));
    result.set("baseline", EventJson.mapper().valueToTree(learned.baseline()));
    result.put("promoted", learned.beatsPopularity());
    if (!learned.judged()) {
      result.put(
          "message",
          "too few customers or baskets in the last fifth of time to judge the model; popularity serves");
    }
    return result;
  }

  private static ModelCard card(Dataset data, Learned learned, Settings settings, boolean bounded) {
    return new ModelCard(
        String.format(
            Locale.ROOT,
            "FP-Growth rules (pairs in %d, triples in %d baskets or more, confidence %.3f),"
                + " item k-NN (cosine, k %d, shrinkage %.1f), blended with popularity (customers %s, baskets %s)",
            learned.minCountOfPairs(),
            learned.minCountOfTriples(),
            settings.minConfidence(),
            settings.neighbours(),
            settings.shrinkage(),
            learned.model().customerBlend(),
            learned.model().basketBlend()),
        settings.seed(),
        Instant.ofEpochSecond((long) data.firstMinute() * SECONDS),
        Instant.ofEpochSecond((long) data.lastMinute() * SECONDS),
        data.rows(),
        "split by event time: learned from the first 80 % of order lines, the blend chosen within them, measured on"
            + " the last 20 % against every item not bought before; basket.*: one item of each basket held out."
            + " Baseline: the better of recent and all-time popularity. The model that serves is the same method"
            + " on all of the data."
            + (bounded ? " Only the newest rows were read: the memory is bounded." : ""),
        learned.metrics(),
        learned.baseline(),
        null);
  }

  private int mostRows() {
    double room = Runtime.getRuntime().maxMemory() * PART_OF_HEAP / BYTES_PER_ROW;
    return (int) Math.min(config.mostRows(), room);
  }

  private Settings settings(ObjectNode params) {
    Settings defaults = Settings.defaults();
    return new Settings(
        number(params, "minSupport", config.minSupport()),
        config.minBaskets(),
        number(params, "minConfidence", config.minConfidence()),
        defaults.significance(),
        defaults.mostItemsets(),
        defaults.mostRules(),
        config.neighbours(),
        config.shrinkage(),
        defaults.mostItemsPerCustomer(),
        new TimeDecay(config.popularityHalfLife()),
        new TimeDecay(config.interestHalfLife()),
        defaults.mostCases(),
        config.fewestCases(),
        config.threads() == 0 ? defaults.threads() : config.threads(),
        params.path("seed").asLong(config.seed()));
  }

  private static double number(ObjectNode params, String field, double otherwise) {
    JsonNode value = params.path(field);
    return value.isNumber() ? value.asDouble() : otherwise;
  }
}
