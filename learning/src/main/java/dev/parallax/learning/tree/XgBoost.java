package dev.parallax.learning.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.learning.pipeline.Matrix;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Grows trees with XGBoost's histogram method (Chen and Guestrin, "XGBoost: A Scalable Tree
 * Boosting System", 2016), and reads them into {@link Trees}. Nothing native outlives a call. The
 * same seed and number of threads give the same trees.
 */
public final class XgBoost {
  private static final ObjectMapper JSON = new ObjectMapper();

  private XgBoost() {}

  /**
   * @param trees the score: log-odds for {@link Objective#LOGISTIC}, else the expected target
   * @param provenance library, settings, and how many rounds were kept
   */
  public record Grown(Trees trees, Map<String, Object> provenance) {}

  /**
   * Values below which one thread grows trees. Of a small table each node is done within
   * microseconds, and threads mostly wait for each other: where something else had the cores, 400
   * rows took 30 s by two threads and below one by one.
   */
  private static final int FEWEST_FOR_THREADS = 500_000;

  /** What leaves are fitted to. */
  public enum Objective {
    LOGISTIC("binary:logistic", "logloss"),
    SQUARED_ERROR("reg:squarederror", "rmse");

    private final String wireName;
    private final String metric;

    Objective(String wireName, String metric) {
      this.wireName = wireName;
      this.metric = metric;
    }
  }

  /**
   * @param target 0 and 1 for {@link Objective#LOGISTIC}
   * @param threads at most
   * @param validation rows by which the number of rounds is chosen, null to take all rounds; they
   *     are not learned from
   * @throws NativeLibraryException when the native library cannot be loaded
   */
  public static Grown grow(
      Matrix inputs,
      double[] target,
      Growth growth,
      Validation validation,
      int threads,
      long seed) {
    NativeLibrary.require();
    DMatrix rows = null;
    DMatrix held = null;
    Booster booster = null;
    try {
      rows = matrix(inputs, target);
      Map<String, DMatrix> watched = new LinkedHashMap<>();
      float[][] history = new float[1][growth.rounds()];
      if (validation != null) {
        held = matrix(validation.inputs(), validation.target());
        watched.put("held", held);
      }
      int used = inputs.values().length < FEWEST_FOR_THREADS ? 1 : threads;
      Map<String, Object> params = params(growth, target, used, seed);
      booster =
          XGBoost.train(
              rows,
              new HashMap<>(params),
              growth.rounds(),
              watched,
              validation == null ? null : history,
              null,
              null,
              validation == null ? 0 : growth.patience());
      int rounds = validation == null ? growth.rounds() : best(history[0]);
      Trees trees = read(booster.toByteArray("json"), rounds * growth.treesPerRound());
      Map<String, Object> provenance = new TreeMap<>(params);
      provenance.put("library", "xgboost4j " + version());
      provenance.put("rounds", rounds);
      return new Grown(trees, provenance);
    } catch (XGBoostError | IOException e) {
      throw new IllegalStateException("trees could not be grown: " + e.getMessage(), e);
    } finally {
      dispose(booster, rows, held);
    }
  }

  /** Rows that say when to stop. */
  public record Validation(Matrix inputs, double[] target) {}

  private static String version() {
    Package of = XGBoost.class.getPackage();
    String version = of == null ? null : of.getImplementationVersion();
    return version == null ? "3" : version;
  }

  private static int best(float[] history) {
    int best = 0;
    for (int i = 1; i < history.length; i++) {
      if (history[i] > 0 && history[i] < history[best]) {
        best = i;
      }
    }
    return best + 1;
  }

  private static void dispose(Booster booster, DMatrix... matrices) {
    if (booster != null) {
      booster.dispose();
    }
    for (DMatrix matrix : matrices) {
      if (matrix != null) {
        matrix.dispose();
      }
    }
  }

  static DMatrix matrix(Matrix inputs, double[] target) throws XGBoostError {
    DMatrix matrix = new DMatrix(inputs.floats(), inputs.rows(), inputs.columns(), Float.NaN);
    float[] labels = new float[target.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (float) target[i];
    }
    matrix.setLabel(labels);
    return matrix;
  }

  static Map<String, Object> params(Growth growth, double[] target, int threads, long seed) {
    double mean = 0;
    for (double value : target) {
      mean += value / target.length;
    }
    Map<String, Object> params = new HashMap<>();
    params.put("objective", growth.objective().wireName);
    params.put("eval_metric", growth.objective().metric);
    params.put("tree_method", "hist");
    params.put("max_depth", growth.depth());
    params.put("eta", growth.rate());
    params.put("min_child_weight", growth.leastCover());
    params.put("lambda", growth.shrinkage());
    params.put("subsample", growth.rowShare());
    params.put("colsample_bynode", growth.inputShare());
    params.put("num_parallel_tree", growth.treesPerRound());
    params.put("base_score", mean);
    params.put("nthread", threads);
    params.put("seed", seed & 0x7fffffffL);
    params.put("verbosity", 0);
    params.put("verbose_eval", 0); // Else each round writes a line to the console.
    return params;
  }

  /**
   * The first so many trees of a model as XGBoost saves it as JSON.
   *
   * @throws IOException when it is no JSON
   */
  public static Trees read(byte[] json, int count) throws IOException {
    JsonNode learner = JSON.readTree(json).path("learner");
    JsonNode param = learner.path("learner_model_param");
    double score = Double.parseDouble(param.path("base_score").asText().replaceAll("[\\[\\]]", ""));
    boolean logistic =
        learner.path("objective").path("name").asText().equals(Objective.LOGISTIC.wireName);
    double base = logistic ? Math.log(score / (1 - score)) : score;
    JsonNode trees = learner.path("gradient_booster").path("model").path("trees");
    int kept = Math.min(count, trees.size());
    TreesBuilder builder = new TreesBuilder(param.path("num_feature").asInt(), base, kept);
    for (int t = 0; t < kept; t++) {
      JsonNode tree = trees.get(t);
      builder.add(
          ints(tree.path("left_children")),
          ints(tree.path("right_children")),
          ints(tree.path("split_indices")),
          floats(tree.path("split_conditions")),
          flags(tree.path("default_left")),
          floats(tree.path("sum_hessian")));
    }
    return builder.build();
  }

  private static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }

  private static float[] floats(JsonNode array) {
    float[] values = new float[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) array.get(i).asDouble();
    }
    return values;
  }

  private static boolean[] flags(JsonNode array) {
    boolean[] values = new boolean[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt() != 0;
    }
    return values;
  }
}
