package dev.parallax.learning.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.parallax.learning.table.CsvTables;
import dev.parallax.learning.table.Limits;
import dev.parallax.learning.table.Table;
import dev.parallax.learning.table.TableException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnerTest {

  @Test
  void fiveRowsThatLieOnALineAreEnoughForLeastSquares() throws Exception {
    String csv =
        "age,income,purchase\n25,50000,100\n30,60000,150\n35,70000,200\n40,80000,250\n45,90000,300\n";
    Learned learned = learn(csv, Plan.of("purchase", null, Algorithm.LINEAR_REGRESSION, 42));
    Report report = learned.report();
    assertThat(report.trainRows()).isEqualTo(4);
    assertThat(report.testRows()).isEqualTo(1);
    assertThat(report.numbers().metrics().get("mse").value()).isCloseTo(0, within(1e-9));
    assertThat(report.numbers().metrics().get("r2").value()).as("of one row").isNull();
    assertThat(report.regression().dependent()).containsExactly("income");
    assertThat(String.join("; ", report.notes())).contains("income").contains("too few rows");
    Prediction prediction = predict(learned.predictor(), Map.of("age", 25, "income", 50000));
    assertThat(prediction.value()).isCloseTo(100, within(1e-6));
    assertThat(prediction.interval()).isNull();
  }

  @Test
  void leastSquaresFindTheCoefficientsInTheTablesOwnUnits() throws Exception {
    Learned learned = learn(purchases(60), Plan.of("purchase", null, Algorithm.AUTO, 1));
    assertThat(learned.report().task()).isEqualTo(Task.REGRESSION);
    assertThat(learned.report().candidates()).hasSize(4);
    assertThat(learned.report().algorithm()).isEqualTo(Algorithm.LINEAR_REGRESSION);
    assertThat(learned.report().regression().coefficients().get(1).value())
        .isCloseTo(4, within(0.3));
    assertThat(learned.report().regression().coefficients().get(2).value())
        .isCloseTo(0.01, within(0.001));
    assertThat(learned.report().numbers().metrics().get("intervalCoverage").value())
        .isGreaterThan(0.6);
    Prediction prediction = predict(learned.predictor(), Map.of("age", 25, "income", 50000));
    assertThat(prediction.value()).isCloseTo(600, within(10.0));
    assertThat(prediction.interval().low()).isLessThan(prediction.value());
  }

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void contributionsAddUpAndTheStoredFormPredictsTheSame(Algorithm algorithm) throws Exception {
    for (Task task : Task.values()) {
      if (!algorithm.does(task)) {
        continue;
      }
      String target = task == Task.REGRESSION ? "spent" : "buys";
      Learned learned = learn(visits(400), Plan.of(target, task, algorithm, 3));
      assertThat(learned.report().beatsBaseline()).isTrue();
      Predictor stored = PredictorCodec.read(PredictorCodec.write(learned.predictor()));
      Table rows =
          learned
              .predictor()
              .schema()
              .table(
                  List.of(
                      Map.of("visits", 7, "channel", "mail"),
                      Map.of("age", 30, "channel", "unheard of"),
                      Map.of()),
                  Set.of(),
                  "");
      List<Prediction> ours = learned.predictor().predict(rows, true);
      assertThat(stored.predict(rows, true)).isEqualTo(ours);
      for (Prediction prediction : ours) {
        Prediction.Explanation why = prediction.explanation();
        double sum =
            why.base() + why.contributions().stream().mapToDouble(p -> p.contribution()).sum();
        assertThat(sum).isCloseTo(why.score(), within(1e-6 * Math.max(1, Math.abs(why.score()))));
        if (task == Task.CLASSIFICATION) {
          assertThat(prediction.probability()).isBetween(0.0, 1.0);
          assertThat(prediction.interval().low()).isLessThan(prediction.interval().high());
          assertThat(prediction.label()).isIn("true", "false");
        }
      }
    }
  }

  @Test
  void theSameSeedLearnsTheSame() throws Exception {
    Plan plan = Plan.of("buys", null, Algorithm.RANDOM_FOREST, 11);
    byte[] once = PredictorCodec.write(learn(visits(300), plan).predictor());
    byte[] again = PredictorCodec.write(learn(visits(300), plan).predictor());
    assertThat(again).isEqualTo(once);
  }

  @Test
  void whatCannotBeLearnedFromIsSaidInPlainWords() {
    refused("x,y\n1,5\n2,5\n3,5\n4,5\n", null, "target", "has the same value in each row");
    refused("x,y\n1,a\n2,a\n3,a\n4,a\n", null, "target", "has the same value in each row");
    refused("x,y\n1,a\n2,b\n3,c\n4,a\n", null, "target", "has 3 classes; name in positive");
    refused("x,y\n1,a\n2,b\n3,a\n4,a\n", null, "target", "must have at least 2 rows of each class");
    refused("x,y\n1,a\n2,b\n3,b\n4,a\n", Task.REGRESSION, "target", "must be a column of numbers");
    refused("x,z\n1,2\n2,3\n", null, "target", "must be a column of the data");
    refused("x,y\n1,\n2,\n3,1\n", null, "target", "must have a value in at least 4 rows");
    refused("y\n1\n2\n3\n4\n5\n", null, "file", "must have a column beside the target");
  }

  @ParameterizedTest
  @EnumSource(
      value = Algorithm.class,
      names = {"AUTO", "LINEAR_SVM"})
  void twoOrThreeRowsOfAClassAreEnough(Algorithm algorithm) throws Exception {
    for (int positives = 2; positives <= 3; positives++) {
      StringBuilder csv = new StringBuilder("x,y\n");
      for (int row = 0; row < 30; row++) {
        csv.append(row * row % 17).append(row < positives ? ",yes\n" : ",no\n");
      }
      double testShare = positives == 2 ? 0 : 0.2;
      Report report =
          learn(csv.toString(), Plan.of("y", null, algorithm, 1).withTestShare(testShare)).report();
      assertThat(report.candidates()).extracting(Report.Candidate::failed).containsOnlyNulls();
    }
  }

  @Test
  void thePositiveClassIsFoundHoweverItIsWritten() throws Exception {
    assertThat(positive("TRUE,FALSE,TRUE,FALSE,TRUE,FALSE", "TRUE")).isEqualTo("true");
    assertThat(positive("0,1,0,1,0,1", "1.0")).isEqualTo("1");
    assertThat(positive("No,Yes,No,Yes,No,Yes", " yes ")).isEqualTo("Yes");
  }

  private static String positive(String values, String said) throws Exception {
    StringBuilder csv = new StringBuilder("x,y\n");
    String[] each = values.split(",");
    for (int row = 0; row < each.length; row++) {
      csv.append(row).append(',').append(each[row]).append('\n');
    }
    Plan plan =
        new Plan("y", null, Algorithm.LOGISTIC_REGRESSION, said, 1, 0, 2, 0.9, 0.5, null, null);
    return learn(csv.toString(), plan).predictor().positive();
  }

  @Test
  void columnsThatSayNothingLeaveTheMean() throws Exception {
    String csv = "same,y\n1,4\n1,6\n1,4\n1,6\n1,5\n1,7\n";
    Learned learned = learn(csv, Plan.of("y", Task.REGRESSION, Algorithm.AUTO, 2));
    assertThat(learned.report().beatsBaseline()).isFalse();
    assertThat(learned.report().unused()).containsOnlyKeys("same");
  }

  @Test
  void ofNoiseHardlyAModelBeatsTheMean() throws Exception {
    int beat = 0;
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      StringBuilder csv = new StringBuilder("x,z,y\n");
      for (int row = 0; row < 100; row++) {
        csv.append(random.nextGaussian()).append(',').append(random.nextGaussian()).append(',');
        csv.append(row % 2 == 0 ? "no" : "yes").append('\n');
      }
      Learned learned =
          learn(csv.toString(), Plan.of("y", null, Algorithm.LOGISTIC_REGRESSION, seed));
      beat += learned.report().beatsBaseline() ? 1 : 0;
    }
    assertThat(beat).as("of 40, where 2 may by chance").isLessThanOrEqualTo(4);
  }

  @Test
  void namesAreOnlyNames() throws Exception {
    String csv = visits(100).replace("channel", "\"=cmd|' /C calc'!A0\"");
    Learned learned = learn(csv, Plan.of("buys", null, Algorithm.LOGISTIC_REGRESSION, 3));
    assertThat(learned.predictor().schema().columns().get(2).name())
        .isEqualTo("=cmd|' /C calc'!A0");
  }

  private static void refused(String csv, Task task, String field, String message) {
    TableException refused =
        catchThrowableOfType(
            TableException.class, () -> learn(csv, Plan.of("y", task, Algorithm.AUTO, 1)));
    assertThat(refused.mistakes().getFirst().field()).isEqualTo(field);
    assertThat(refused).hasMessageContaining(message);
  }

  private static Prediction predict(Predictor predictor, Map<String, ?> row) throws Exception {
    return predictor
        .predict(predictor.schema().table(List.of(row), Set.of(), ""), false)
        .getFirst();
  }

  private static String purchases(int rows) {
    Random random = new Random(4);
    StringBuilder csv = new StringBuilder("age,income,purchase\n");
    for (int i = 0; i < rows; i++) {
      int age = 18 + random.nextInt(50);
      int income = 20_000 + random.nextInt(60_000);
      csv.append(
          "%d,%d,%.2f%n"
              .formatted(age, income, 4 * age + 0.01 * income + 3 * random.nextGaussian()));
    }
    return csv.toString();
  }

  private static String visits(int rows) {
    Random random = new Random(6);
    StringBuilder csv = new StringBuilder("age,visits,channel,spent,buys\n");
    String[] channels = {"web", "mail", "shop"};
    for (int i = 0; i < rows; i++) {
      int visits = random.nextInt(12);
      int channel = random.nextInt(3);
      double spent = visits * (channel + 1) + random.nextGaussian();
      String age = random.nextInt(10) == 0 ? "" : Integer.toString(20 + random.nextInt(50));
      csv.append(
          "%s,%d,%s,%.2f,%b%n"
              .formatted(
                  age, visits, channels[channel], spent, spent + 2 * random.nextGaussian() > 9));
    }
    return csv.toString();
  }

  private static Learned learn(String csv, Plan plan) throws Exception {
    byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
    Table table =
        CsvTables.read(
            () -> new ByteArrayInputStream(bytes),
            new Limits(100, 10_000, 100_000),
            Set.of(),
            Set.of());
    return Learner.learn(table, plan, 2, (done, total, doing) -> {});
  }
}
