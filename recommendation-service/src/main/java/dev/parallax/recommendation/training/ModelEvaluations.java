package dev.parallax.recommendation.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.store.Sql;
import dev.parallax.recommendation.learning.ModelEvaluation;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The table {@code model_evaluation}: what each model was chosen by. */
@ApplicationScoped
class ModelEvaluations {
  private final AgroalDataSource store;

  ModelEvaluations(AgroalDataSource store) {
    this.store = store;
  }

  /** In the caller's transaction, after the model. */
  void store(String modelId, ModelEvaluation evaluation) {
    Sql.update(
        store,
        "insert into model_evaluation (model_id, result) values (?, ?::jsonb)",
        modelId,
        EventJson.mapper().valueToTree(evaluation).toString());
  }

  Optional<ModelEvaluation> find(String modelId) {
    return Sql.list(
            store,
            row -> read(row.getString(1)),
            "select result from model_evaluation where model_id = ?",
            modelId)
        .stream()
        .findFirst();
  }

  private static ModelEvaluation read(String json) {
    try {
      return EventJson.mapper().readValue(json, ModelEvaluation.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("unreadable jsonb", e);
    }
  }
}
