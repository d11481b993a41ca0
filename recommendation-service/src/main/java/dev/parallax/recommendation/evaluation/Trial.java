package dev.parallax.recommendation.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * Settings that were tried in a search.
 *
 * @param ndcg on the validation; null where it is ratings that are predicted
 * @param rmse of ratings on the validation; null where it is lists that count
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trial(Map<String, Object> settings, Double ndcg, Double rmse, double fitSeconds) {
  /** Higher is better. */
  double height() {
    return rmse == null ? ndcg : -rmse;
  }
}
