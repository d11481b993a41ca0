package dev.parallax.recommendation.training;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.model.ModelCard;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.kit.model.StoredModel;
import dev.parallax.recommendation.behaviour.SnapshotReader;
import dev.parallax.recommendation.dataset.Dataset;
import dev.parallax.recommendation.dataset.DatasetBuilder;
import dev.parallax.recommendation.evaluation.TooLargeException;
import dev.parallax.recommendation.heavy.HeavyWork;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.learning.Incumbent;
import dev.parallax.recommendation.learning.Learned;
import dev.parallax.recommendation.learning.Learner;
import dev.parallax.recommendation.learning.Progress;
import dev.parallax.recommendation.learning.Settings;
import dev.parallax.recommendation.model.ModelCodec;
import dev.parallax.recommendation.offer.Offers;
import dev.parallax.recommendation.ranker.RankerTraining;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * Reads a snapshot, learns, stores the model with its card, and promotes it if it beats popularity
 * and what is in service; then learns the order of candidates from what was shown. After a crash it
 * begins anew: learning takes seconds, a checkpoint would be larger than the work.
 */
@ApplicationScoped
class TrainingJob implements JobHandler {
  static final String KIND = "train-recommendations";

  private static final Logger LOG = Logger.getLogger(TrainingJob.class);

  /** What a row costs at the peak: the snapshot, profiles and their transposes. */
  private static final int BYTES_PER_ROW = 60;

  private static final double PART_OF_HEAP = 0.3;
  private static final int SECONDS = 60;

  private final SnapshotReader snapshots;
  private final ModelRegistry registry;
  private final Offers offers;
  private final ModelEvaluations evaluations;
  private final RankerTraining rankers;
  private final TrainingConfig config;
  private final HeavyWork heavy;

  TrainingJob(
      SnapshotReader snapshots,
      ModelRegistry registry,
      ModelEvaluations evaluations,
      Offers offers,
      RankerTraining rankers,
      TrainingConfig config,
      HeavyWork heavy) {
    this.snapshots = snapshots;
    this.registry = registry;
    this.evaluations = evaluations;
    this.offers = offers;
    this.rankers = rankers;
    this.config = config;
    this.heavy = heavy;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) {
    heavy.begin(context);
    try {
      return train(context);
    } catch (TooLargeException e) {
      throw new JobFailedException(e.getMessage(), e);
    } finally {
      heavy.end();
    }
  }

  private ObjectNode train(JobContext context) {
    TrainingRequest request = request(context.params());
    Settings settings = settings(request);
    int total = Progress.STEPS + 2;
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
            request.wanted(),
            incumbent(data),
            (done, doing) -> context.progress(done + 1L, total, doing));
    boolean promoted = learned.verdict().promoted();
    ModelCard card = card(data, learned, settings, request, data.rows() >= mostRows);
    byte[] artifact = ModelCodec.write(learned.model());
    String id =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  String stored =
                      registry.store(Offers.MODEL, card, artifact, learned.verdict().mayServe());
                  evaluations.store(stored, learned.evaluation());
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
    context.progress(total - 1L, total, "learning from lists that were shown");
    RankerTraining.Report ranker = rankers.train(settings.seed());
    return result(id, data, learned, ranker);
  }

  private static ObjectNode result(
      String id, Dataset data, Learned learned, RankerTraining.Report ranker) {
    ObjectNode result = EventJson.mapper().createObjectNode();
    result.put("modelId", id);
    result.put("rules", learned.model().rules().size());
    result.put("items", learned.model().items().size());
    result.put("baskets", data.baskets());
    result.put("customers", data.customers());
    result.set("metrics", EventJson.mapper().valueToTree(learned.metrics()));
    result.set("baseline", EventJson.mapper().valueToTree(learned.baseline()));
    result.put("algorithm", learned.model().recipe().algorithm());
    result.put("promoted", learned.verdict().promoted());
    result.set("verdict", EventJson.mapper().valueToTree(learned.verdict()));
    result.put("message", learned.verdict().text());
    result.set("ranker", EventJson.mapper().valueToTree(ranker));
    return result;
  }

  /** The model in service; one that this version cannot read is none. */
  private Optional<Incumbent> incumbent(Dataset data) {
    return registry
        .champion(Offers.MODEL)
        .flatMap(
            champion ->
                registry.artifact(champion.id()).map(bytes -> incumbent(champion, bytes, data)));
  }

  private static Incumbent incumbent(StoredModel champion, byte[] artifact, Dataset data) {
    try {
      return new Incumbent(champion.id(), ModelCodec.read(artifact), isOf(champion.card(), data));
    } catch (IllegalArgumentException e) {
      LOG.warnf("model in service not compared with id=%s cause=%s", champion.id(), e.getMessage());
      return null;
    }
  }

  private static boolean isOf(ModelCard card, Dataset data) {
    return card.rows() == data.rows()
        && card.dataFrom().equals(instant(data.firstMinute()))
        && card.dataTo().equals(instant(data.lastMinute()));
  }

  private static Instant instant(int minute) {
    return Instant.ofEpochSecond((long) minute * SECONDS);
  }

  private static ModelCard card(
      Dataset data, Learned learned, Settings settings, TrainingRequest request, boolean bounded) {
    return new ModelCard(
        String.format(
            Locale.ROOT,
            "FP-Growth rules (pairs in %d, triples in %d baskets or more, confidence %.3f),"
                + " %s %s, blended with popularity (customers %s, baskets %s)",
            learned.minCountOfPairs(),
            learned.minCountOfTriples(),
            settings.minConfidence(),
            learned.model().recipe().algorithm(),
            new TreeMap<>(learned.model().recipe().settings()),
            learned.model().customerBlend(),
            learned.model().basketBlend()),
        settings.seed(),
        instant(data.firstMinute()),
        instant(data.lastMinute()),
        data.rows(),
        "split "
            + request.wanted().split().wireName()
            + ": learned from 80 % of the "
            + (data.ordered() ? "orders" : "signals, for want of orders")
            + ", settings and blend chosen within them, measured on the"
            + " other 20 % against every item not bought before; basket.*: one item of each basket held"
            + " out. Baseline: the better of recent and all-time popularity. The model that serves is the"
            + " same method on all of the data. The whole table: GET /v1/models/{id}/evaluation."
            + (learned.verdict().promoted() ? " Promoted" : " Not promoted")
            + ": "
            + learned.verdict().outcome().wireName()
            + "."
            + (bounded ? " Only the newest rows were read: the memory is bounded." : ""),
        learned.metrics(),
        learned.baseline(),
        null);
  }

  private static TrainingRequest request(ObjectNode params) {
    return EventJson.mapper().convertValue(params, TrainingRequest.class);
  }

  private int mostRows() {
    double room = Runtime.getRuntime().maxMemory() * PART_OF_HEAP / BYTES_PER_ROW;
    return (int) Math.min(config.mostRows(), room);
  }

  private Settings settings(TrainingRequest request) {
    Settings defaults = Settings.defaults();
    return new Settings(
        or(request.minSupport(), config.minSupport()),
        config.minBaskets(),
        or(request.minConfidence(), config.minConfidence()),
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
        or(request.seed(), config.seed()));
  }

  private static <T> T or(T asked, T otherwise) {
    return asked == null ? otherwise : asked;
  }
}
