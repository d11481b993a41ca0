package dev.parallax.recommendation.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.recommendation.evaluation.Contest;
import dev.parallax.recommendation.evaluation.NothingToAskException;
import dev.parallax.recommendation.evaluation.Plan;
import dev.parallax.recommendation.evaluation.ResultRow;
import dev.parallax.recommendation.evaluation.ResultTable;
import dev.parallax.recommendation.evaluation.data.InteractionTable;
import dev.parallax.recommendation.heavy.HeavyWork;
import dev.parallax.recommendation.upload.InteractionCodec;
import dev.parallax.recommendation.upload.InteractionFile;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates what was uploaded. One runs at a time, the others wait; after a crash it begins anew,
 * by whichever replica takes it up.
 */
@ApplicationScoped
class EvaluationJob implements JobHandler {
  static final String KIND = "evaluate";

  private static final String SKIPPED = "skipped";
  private static final String TIMED = "timed";
  private static final String NOTES = "notes";

  private final EvaluationRepository repository;
  private final BenchmarkConfig config;
  private final HeavyWork heavy;

  EvaluationJob(EvaluationRepository repository, BenchmarkConfig config, HeavyWork heavy) {
    this.repository = repository;
    this.config = config;
    this.heavy = heavy;
  }

  /** What a job is submitted with. */
  static ObjectNode params(InteractionFile.Rows rows) {
    ObjectNode params = EventJson.mapper().createObjectNode();
    params.put(SKIPPED, rows.skipped());
    params.put(TIMED, rows.timed());
    params.set(NOTES, EventJson.mapper().valueToTree(rows.notes()));
    return params;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) {
    String id = context.id();
    EvaluationRequest request =
        repository
            .request(id)
            .orElseThrow(() -> new JobFailedException("the evaluation is not there any more"));
    int threads =
        config.threads() == 0 ? Runtime.getRuntime().availableProcessors() : config.threads();
    Plan plan = request.plan(config.mostUsers(), threads);
    try {
      ResultTable table =
          evaluate(context, plan)
              .withFile(context.params().path(SKIPPED).asLong(), notes(context.params()));
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                repository.setResult(id, table);
                repository.deleteBlocks(id);
              });
      return result(id, table);
    } catch (NothingToAskException e) {
      QuarkusTransaction.requiringNew().run(() -> repository.deleteBlocks(id));
      throw new JobFailedException(e.getMessage(), e);
    }
  }

  private static List<String> notes(ObjectNode params) {
    List<String> notes = new ArrayList<>();
    params.path(NOTES).forEach(note -> notes.add(note.asText()));
    return notes;
  }

  private ResultTable evaluate(JobContext context, Plan plan) {
    heavy.begin(context);
    try {
      return Contest.run(() -> read(context), plan, context::progress);
    } finally {
      heavy.end();
    }
  }

  private InteractionTable read(JobContext context) {
    boolean timed = context.params().path(TIMED).asBoolean(true);
    InteractionTable.Builder[] table = {null};
    repository.readBlocks(
        context.id(),
        block -> {
          table[0] = table[0] == null ? InteractionCodec.builder(block, timed) : table[0];
          InteractionCodec.read(block, table[0]);
        });
    if (table[0] == null) {
      throw new JobFailedException("the uploaded interactions are not there any more");
    }
    return table[0].build();
  }

  private static ObjectNode result(String id, ResultTable table) {
    ObjectNode result = EventJson.mapper().createObjectNode();
    result.put("evaluationId", id);
    ResultRow best = table.rows().getFirst();
    result.put("best", best.algorithm());
    best.metrics().forEach((name, estimate) -> result.put(name, estimate.value()));
    return result;
  }
}
