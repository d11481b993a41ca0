package dev.parallax.recommendation.predictor;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.learning.pipeline.PipelineSettings;
import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.Column;
import dev.parallax.learning.table.CsvTables;
import dev.parallax.learning.table.Limits;
import dev.parallax.learning.table.NumberColumn;
import dev.parallax.learning.table.Schema;
import dev.parallax.learning.table.Table;
import dev.parallax.learning.table.TableException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** Reads files within what fits into memory, few at a time. */
@ApplicationScoped
class Tables {
  /**
   * What a value of the table costs at the peak: itself, its rows with a target, those of a fold.
   */
  private static final int BYTES_PER_CELL = 24;

  /**
   * What is made of it for a model costs as much: the matrix, its rows to learn from, as floats.
   */
  private static final int BYTES_PER_INPUT = 24;

  private static final double PART_OF_HEAP = 0.3;
  private static final long LEAST_ROOM = 5_000_000;
  private static final int AT_ONCE = 2;

  private final Limits limits;
  private final long room;
  private final Semaphore slots = new Semaphore(AT_ONCE);

  Tables(PredictorConfig config) {
    room = Math.max((long) (Runtime.getRuntime().maxMemory() * PART_OF_HEAP), LEAST_ROOM);
    limits =
        new Limits(
            config.mostColumns(), config.mostRows(), room / (BYTES_PER_CELL + BYTES_PER_INPUT));
  }

  /** Something that can be done with a table that was read. */
  @FunctionalInterface
  interface Reading<T> {
    T run() throws IOException, TableException;
  }

  Table read(CsvTables.Source source, Set<String> categories, Set<String> ignored)
      throws IOException, TableException {
    return CsvTables.read(source, limits, categories, ignored);
  }

  void texts(CsvTables.Source source, String column, CsvTables.TextTaker taker)
      throws IOException, TableException {
    CsvTables.texts(source, limits, column, taker);
  }

  /**
   * A category is an input for each of its levels, so that columns of them take more room than they
   * show.
   *
   * @throws TableException where what models are given would not fit
   */
  void requireRoom(Table table) throws TableException {
    long inputs = table.columns().stream().mapToLong(Tables::inputs).sum();
    long bytes = BYTES_PER_CELL * (long) table.columns().size() + BYTES_PER_INPUT * inputs;
    if (bytes * table.rows() > room) {
      throw new TableException(
          "file",
          "must have at most %d rows where its columns become %d inputs; take a sample, or name columns in ignore"
              .formatted(room / bytes, inputs));
    }
  }

  /** At most: what a pipeline leaves out is not known yet. */
  private static long inputs(Column column) {
    return switch (column) {
      case NumberColumn numbers -> Arrays.stream(numbers.values()).anyMatch(Double::isNaN) ? 2 : 1;
      case CategoryColumn categories ->
          categories.levels().size() <= PipelineSettings.MOST_LEVELS
              ? categories.levels().size() + 1L
              : 2;
    };
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
      throw refused(e);
    } finally {
      slots.release();
    }
  }

  /** The 400 problem that names what is wrong with a table. */
  static HttpProblem refused(TableException e) {
    return Problems.invalid(
        e.mistakes().stream().map(m -> new FieldError(m.field(), m.message())).toList());
  }

  /** Of a table that has so many columns. */
  int mostRows(int columns) {
    return (int) Math.min(limits.rows(), limits.cells() / columns);
  }
}
