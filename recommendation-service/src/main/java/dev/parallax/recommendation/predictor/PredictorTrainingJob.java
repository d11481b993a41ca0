package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.model.ModelCard;
import dev.parallax.kit.model.ModelRegistry;
import dev.parallax.learning.predictor.Learned;
import dev.parallax.learning.predictor.Learner;
import dev.parallax.learning.predictor.PredictorCodec;
import dev.parallax.learning.predictor.Progress;
import dev.parallax.learning.table.Table;
import dev.parallax.learning.table.TableException;
import dev.parallax.recommendation.heavy.HeavyWork;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import org.jboss.logging.Logger;

/**
 * Learns a predictor, keeps it with its evaluation, and lets it serve where {@link Succession} says
 * so. The one before serves meanwhile. After a crash it begins anew with the same file and seed,
 * and comes to the same model.
 */
@ApplicationScoped
class PredictorTrainingJob implements JobHandler {
  static final String KIND = "train-predictor";

  private static final Logger LOG = Logger.getLogger(PredictorTrainingJob.class);

  private final Tables tables;
  private final FileStore files;
  private final CustomerTables customers;
  private final PredictorStore store;
  private final ModelRegistry registry;
  private final PredictorConfig config;
  private final HeavyWork heavy;

  PredictorTrainingJob(
      Tables tables,
      FileStore files,
      CustomerTables customers,
      PredictorStore store,
      ModelRegistry registry,
      PredictorConfig config,
      HeavyWork heavy) {
    this.tables = tables;
    this.files = files;
    this.customers = customers;
    this.store = store;
    this.registry = registry;
    this.config = config;
    this.heavy = heavy;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) throws IOException {
    Order order = Order.of(context.params());
    return files.consume(context.id(), () -> alone(context, order));
  }

  private ObjectNode alone(JobContext context, Order order) throws IOException, TableException {
    PredictorStore.Stored predictor =
        store.find(order.predictor()).orElseThrow(PredictorTrainingJob::deleted);
    heavy.begin(context);
    try {
      return learn(context, order, predictor);
    } finally {
      heavy.end();
    }
  }

  private ObjectNode learn(JobContext context, Order order, PredictorStore.Stored predictor)
      throws IOException, TableException {
    // One step more than learning has: reading before it.
    Progress progress = (done, total, doing) -> context.progress(done + 1L, total + 1L, doing);
    context.progress(0, 0, "reading rows");
    if (order.source() == Order.Source.CUSTOMERS) {
      CustomerTables.Periods periods =
          customers.read(order, tables.mostRows(2 * CustomerTables.COLUMNS));
      Learned learned =
          Learner.learn(periods.train(), periods.test(), order.plan(), threads(), progress);
      return keep(predictor, order, learned, periods.from(), periods.to());
    }
    if (!files.exists(context.id(), FileStore.Kind.UPLOAD, order.predictor())) {
      throw deleted();
    }
    Table table =
        tables.read(
            () -> files.open(context.id(), FileStore.Kind.UPLOAD),
            order.categories(),
            order.ignore());
    tables.requireRoom(table);
    Learned learned = Learner.learn(table, order.plan(), threads(), progress);
    return keep(predictor, order, learned, null, null);
  }

  private int threads() {
    return config.threads() == 0 ? Runtime.getRuntime().availableProcessors() : config.threads();
  }

  private static JobFailedException deleted() {
    return new JobFailedException("the predictor was deleted meanwhile");
  }

  private ObjectNode keep(
      PredictorStore.Stored predictor, Order order, Learned learned, Instant from, Instant to) {
    byte[] artifact = PredictorCodec.write(learned.predictor());
    ModelCard card = Reports.card(learned, order, from, to);
    ObjectNode report = Reports.json(learned, order);
    Kept kept =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  if (store.hold(predictor.name(), predictor.no()).isEmpty()) {
                    throw deleted();
                  }
                  Succession succession =
                      registry
                          .champion(predictor.models())
                          .flatMap(champion -> store.version(champion.id()))
                          .map(before -> Succession.of(report, before.report()))
                          .orElse(Succession.FIRST);
                  String stored = registry.store(predictor.models(), card, artifact, true);
                  store.addVersion(predictor.name(), stored, report);
                  if (succession.serves()) {
                    registry.promote(stored);
                  }
                  return new Kept(stored, succession);
                });
    LOG.infof(
        "predictor trained model=%s algorithm=%s rows=%d serves=%b bytes=%d",
        kept.id,
        learned.report().algorithm().wireName(),
        learned.report().trainRows(),
        kept.succession.serves(),
        artifact.length);
    return result(kept, predictor.name(), learned);
  }

  private record Kept(String id, Succession succession) {}

  private static ObjectNode result(Kept kept, String name, Learned learned) {
    ObjectNode result = EventJson.mapper().createObjectNode();
    result.put("predictor", name);
    result.put("modelId", kept.id);
    result.put("type", learned.report().task().wireName());
    result.put("algorithm", learned.report().algorithm().wireName());
    result.put("trainRows", learned.report().trainRows());
    result.put("testRows", learned.report().testRows());
    result.set("metrics", EventJson.mapper().valueToTree(Reports.metrics(learned.report())));
    result.set("crossValidation", EventJson.mapper().valueToTree(learned.report().candidates()));
    result.set("baseline", EventJson.mapper().valueToTree(learned.report().baseline()));
    result.put("beatsBaseline", learned.report().beatsBaseline());
    result.put("promoted", kept.succession.serves());
    result.put("verdict", kept.succession.why());
    result.set("notes", EventJson.mapper().valueToTree(learned.report().notes()));
    return result;
  }
}
