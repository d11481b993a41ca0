package dev.parallax.local.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parallax.local.http.SuiteClient;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class EvaluationReportTest {

  private static final String EVALUATION =
      """
      {"result":{"split":"random","shares":[0.8,0.1,0.1],"seed":1,"k":10,"resamples":1000,
       "sizes":{"users":943,"items":1682,"interactions":100000,"learned":80000,"tested":10000,
                "cases":940,"coldUsers":3},
       "notes":["the file has no header"],
       "rows":[
        {"algorithm":"item-knn","settings":{"k":100,"shrinkage":10.0},"fitSeconds":0.5,
         "metrics":{"ndcg":{"value":0.2391,"lower":0.23,"upper":0.25},
                    "map":{"value":0.21,"lower":0.2,"upper":0.22},
                    "mapOfAll":{"value":0.11,"lower":0.1,"upper":0.12},
                    "coverage":{"value":0.5,"lower":0.45,"upper":0.55}},
         "against":{"popularity":{"ndcg":{"difference":0.1,"lower":0.09,"upper":0.11,"verdict":"better"}}},
         "trials":[{},{}]},
        {"algorithm":"random","settings":{},"fitSeconds":0,
         "metrics":{"ndcg":{"value":0.01,"lower":0.005,"upper":0.015}},"against":{},"trials":[]},
        {"algorithm":"ease","settings":{},"metrics":{},"error":"needs about 900 MiB"}]}}
      """;

  @Test
  void theTableHasEachAlgorithmItsIntervalsAndHowItCame() throws JsonProcessingException {
    StringWriter text = new StringWriter();
    new EvaluationReport(new PrintWriter(text)).print(SuiteClient.JSON.readTree(EVALUATION));
    assertThat(text.toString())
        .contains("943 users, 1,682 items, 100,000 interactions; split random 0.8/0.1/0.1, seed 1")
        .contains("3 more users have held-out interactions only")
        .containsPattern("ndcg +map +mapOfAll +learn s\\R")
        .containsPattern(
            "item-knn +0\\.2391 ±0\\.0100 +0\\.2100 ±0\\.0100 +0\\.1100 ±0\\.0100 +0\\.50")
        .containsPattern("random +0\\.0100 ±0\\.0050")
        .contains("the file has no header")
        .containsPattern("coverage\\R.*item-knn +0\\.5000 ±0\\.0500")
        .contains(
            "item-knn: k 100, shrinkage 10.0, chosen of 2 tried on the validation, NDCG +0.1000")
        .contains("against popularity: better")
        .contains("ease did not take part: needs about 900 MiB")
        .doesNotContain("rmse");
  }

  @Test
  void sharesAreToldOnlyWhereThereAreAny() throws JsonProcessingException {
    StringWriter text = new StringWriter();
    new EvaluationReport(new PrintWriter(text))
        .print(
            SuiteClient.JSON.readTree(
                EVALUATION.replace(
                    "random\",\"shares\":[0.8,0.1,0.1]", "leave-last-out\",\"shares\":[]")));
    assertThat(text.toString()).contains("split leave-last-out, seed 1");
  }
}
