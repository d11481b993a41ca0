package dev.parallax.recommendation.predictor;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.learning.table.CsvTables;
import dev.parallax.learning.table.Limits;
import dev.parallax.learning.table.Schema;
import dev.parallax.learning.table.Table;
import dev.parallax.learning.table.TableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Reads files within what fits into memory, few at a time. */
@ApplicationScoped
class Tables {
  /** What a value costs at the peak: the table, its copies in folds, the matrices of models. */
  private static final int BYTES_PER_CELL = 48;

  private static final double PART_OF_HEAP = 0.3;
  private static final int AT_ONCE = 2;

  private final Limits limits;
  private final Semaphore slots = new Semaphore(AT_ONCE);

  Tables(PredictorConfig config) {
    long cells = (long) (Runtime.getRuntime().maxMemory() * PART_OF_HEAP / BYTES_PER_CELL);
    limits = new Limits(config.mostColumns(), config.mostRows(), Math.max(cells, 100_000));
  }

  /** Something that can be done with a table that was read. */
  @FunctionalInterface
  interface Reading<T> {
    T run() throws IOException, TableException;
  }

  Table read(CsvTables.Source source, Set<String> categories) throws IOException, TableException {
    return CsvTables.read(source, limits, categories);
  }

  Table read(CsvTables.Source source, Schema schema) throws IOException, TableException {
    return CsvTables.read(source, limits, schema);
  }

  /**
   * While somebody waits for the answer; more than two at once wait for each other.
   *
   * @throws RuntimeException a 400 problem naming what is wrong with the table
   */
  <T> T checked(Reading<T> reading) throws IOException {
    slots.acquireUninterruptibly();
    try {
      return reading.run();
    } catch (TableException e) {
      throw Problems.invalid(
          e.mistakes().stream().map(m -> new FieldError(m.field(), m.message())).toList());
    } finally {
      slots.release();
    }
  }

  int mostRows() {
    return limits.rows();
  }
}
