package dev.parallax.recommendation.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.recommendation.evaluation.data.Split;
import java.util.Comparator;
import java.util.List;

/**
 * What an evaluation found.
 *
 * @param split time, leave-last-out, random
 * @param shares of training, validation where it is apart, test; none of leave-last-out
 * @param seed of the split, the samples, the algorithms and the bootstrap
 * @param resamples of the bootstrap
 * @param rows best NDCG first
 * @param notes what was assumed of the file, or passed over
 */
public record ResultTable(
    String split,
    List<Double> shares,
    long seed,
    int k,
    int resamples,
    Sizes sizes,
    List<ResultRow> rows,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes) {

  public ResultTable {
    notes = notes == null ? List.of() : List.copyOf(notes);
  }

  /**
   * What was left of the data, and how it was parted.
   *
   * @param interactions after preparation
   * @param learned interactions that the algorithms learned from in the end
   * @param tested interactions held out
   * @param cases users asked
   * @param coldUsers users with held-out interactions only, who are not asked
   * @param skipped rows of the file that were passed over, since they lacked something
   */
  public record Sizes(
      int users,
      int items,
      int interactions,
      int learned,
      int tested,
      int cases,
      int coldUsers,
      long skipped) {
    Sizes withSkipped(long rows) {
      return new Sizes(users, items, interactions, learned, tested, cases, coldUsers, rows);
    }
  }

  /** The same, with what there is to say of the file. */
  public ResultTable withFile(long skippedRows, List<String> notesOnTheFile) {
    return new ResultTable(
        split, shares, seed, k, resamples, sizes.withSkipped(skippedRows), rows, notesOnTheFile);
  }

  public static ResultTable of(
      Split split, int k, int resamples, Sizes sizes, List<ResultRow> rows) {
    List<ResultRow> sorted =
        rows.stream().sorted(Comparator.comparingDouble(ResultRow::ndcg).reversed()).toList();
    return new ResultTable(
        split.method().wireName(),
        split.shares(),
        split.seed(),
        k,
        resamples,
        sizes,
        sorted,
        List.of());
  }
}
