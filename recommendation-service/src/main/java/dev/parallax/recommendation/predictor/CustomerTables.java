package dev.parallax.recommendation.predictor;

import dev.parallax.kit.job.JobFailedException;
import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.Column;
import dev.parallax.learning.table.NumberColumn;
import dev.parallax.learning.table.Table;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tables of customers by time: what is known of them up to a cut, and as the target what they did
 * in the days after it. The rows that the model is measured on have the cut; those it is learned
 * from have one that lies a horizon earlier, so that nothing in them is later than the cut.
 */
@ApplicationScoped
class CustomerTables {
  /** Those that customers are described by, and the target. */
  static final int COLUMNS = CustomerFeatures.COLUMNS.size() + 1;

  private final CustomerFeatures features;

  CustomerTables(CustomerFeatures features) {
    this.features = features;
  }

  /**
   * @param from the earlier cut
   * @param to the end of the later horizon
   */
  record Periods(Table train, Table test, Instant from, Instant to) {}

  /** Cids by row, and what is known of them. */
  static final class Rows {
    private final List<String> cids = new ArrayList<>();
    private final List<double[]> numbers = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();

    boolean add(String cid, double[] values, String category) {
      cids.add(cid);
      numbers.add(values);
      categories.add(category);
      return true;
    }

    List<String> cids() {
      return cids;
    }

    /** The columns that models are told, without any pseudonym. */
    List<Column> columns() {
      List<Column> columns = new ArrayList<>();
      for (int c = 0; c < CustomerFeatures.NUMBERS.size(); c++) {
        int column = c;
        columns.add(
            new NumberColumn(
                CustomerFeatures.NUMBERS.get(c),
                numbers.stream().mapToDouble(row -> row[column]).toArray()));
      }
      Map<String, Integer> levels = new LinkedHashMap<>();
      int[] codes = new int[categories.size()];
      Arrays.setAll(
          codes,
          row ->
              categories.get(row) == null
                  ? CategoryColumn.MISSING
                  : levels.computeIfAbsent(categories.get(row), level -> levels.size()));
      columns.add(
          new CategoryColumn(CustomerFeatures.CATEGORY, codes, List.copyOf(levels.keySet())));
      return columns;
    }
  }

  /**
   * @param mostRows customers in each of the two tables
   * @throws JobFailedException where the store does not reach back far enough
   */
  Periods read(Order order, int mostRows) {
    Horizon horizon = Horizon.parse(order.plan().target()).orElseThrow();
    return QuarkusTransaction.requiringNew()
        .timeout(1_800)
        .call(
            () -> {
              CustomerFeatures.Span span =
                  features
                      .span()
                      .orElseThrow(
                          () ->
                              new JobFailedException(
                                  "there is nothing to learn from yet: send Order Completed or Product Viewed events first"));
              Instant latest = span.last().minus(horizon.length());
              Instant cut = order.cut() == null ? latest : order.cut();
              if (cut.isAfter(latest)) {
                throw new JobFailedException(
                    "cut must be %s at the latest: what is done in the %d days after it has to be known, and the last event is of %s"
                        .formatted(latest, horizon.days(), span.last()));
              }
              Instant earlier = cut.minus(horizon.length());
              if (!earlier.isAfter(span.first())) {
                throw new JobFailedException(
                    "events must begin before %s, a horizon of %d days before the cut: the first is of %s"
                        .formatted(earlier, horizon.days(), span.first()));
              }
              return new Periods(
                  table(earlier, horizon, order, mostRows),
                  table(cut, horizon, order, mostRows),
                  earlier,
                  cut.plus(horizon.length()));
            });
  }

  private Table table(Instant cut, Horizon horizon, Order order, int mostRows) {
    Rows rows = new Rows();
    features.read(
        cut,
        null,
        (cid, numbers, category) ->
            rows.add(cid, numbers, category) && rows.cids().size() < mostRows);
    Map<String, Double> spent = new HashMap<>();
    features.bought(cut, cut.plus(horizon.length()), spent::put);
    List<Column> columns = new ArrayList<>(rows.columns());
    columns.add(
        new NumberColumn(
            order.plan().target(),
            rows.cids().stream()
                .mapToDouble(
                    cid ->
                        horizon.spend()
                            ? spent.getOrDefault(cid, 0.0)
                            : spent.containsKey(cid) ? 1 : 0)
                .toArray()));
    return new Table(columns, rows.cids().size()).without(order.ignore());
  }

  boolean isKnown(String cid) {
    return features.isKnown(cid);
  }

  /** Of these, as they are at a moment; those who did not agree, or are unknown, are left out. */
  Rows of(List<String> cids, Instant at) {
    Rows rows = new Rows();
    features.read(at, cids, rows::add);
    return rows;
  }
}
