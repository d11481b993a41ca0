package dev.parallax.bench.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.mllib.fpm.FPGrowth;

/**
 * Spark MLlib's FP-Growth on the baskets of a file, one a line, in this process and on all cores.
 * Reading and the start of Spark are not measured; the baskets are in memory, as ours are.
 */
public final class SparkFpGrowth {
  private SparkFpGrowth() {}

  /**
   * @param args file, minimal support, runs, cores
   */
  public static void main(String[] args) throws Exception {
    int cores = Integer.parseInt(args[3]);
    List<List<Integer>> baskets = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      List<Integer> basket = new ArrayList<>();
      for (String item : line.split(" ")) {
        basket.add(Integer.valueOf(item));
      }
      baskets.add(basket);
    }
    SparkConf conf =
        new SparkConf()
            .setMaster("local[" + cores + "]")
            .setAppName("bench")
            // The one it has by default recurses too deep into a tree of so many baskets.
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "localhost")
            .set("spark.driver.bindAddress", "127.0.0.1");
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      spark.setLogLevel("ERROR");
      JavaRDD<List<Integer>> rows = spark.parallelize(baskets, cores).cache();
      rows.count();
      for (int run = 0; run < Integer.parseInt(args[2]); run++) {
        long began = System.nanoTime();
        long itemsets =
            new FPGrowth()
                .setMinSupport(Double.parseDouble(args[1]))
                .setNumPartitions(cores)
                .run(rows)
                .freqItemsets()
                .toJavaRDD()
                .count();
        System.out.printf(
            Locale.ROOT, "run %d %.4f%n", itemsets, (System.nanoTime() - began) / 1e9);
      }
    }
  }
}
