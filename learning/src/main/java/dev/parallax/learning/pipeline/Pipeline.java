package dev.parallax.learning.pipeline;

import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.Column;
import dev.parallax.learning.table.NumberColumn;
import dev.parallax.learning.table.Schema;
import dev.parallax.learning.table.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is done to a table before a model sees it, as it was fitted on training rows. Part of the
 * model: whoever predicts gives the columns as they were uploaded.
 *
 * @param schema of the columns that are read
 * @param encoders of those that say something
 * @param unused columns that are passed over, and why
 */
public record Pipeline(Schema schema, List<Encoder> encoders, Map<String, String> unused) {
  public Pipeline {
    encoders = List.copyOf(encoders);
  }

  /**
   * A pipeline, and the training rows as it makes them.
   *
   * @param matrix target-encoded columns in it were crossed over, so that no row's own target is in
   *     it; {@link Pipeline#encode} of the same rows gives other values there
   */
  public record Fitted(Pipeline pipeline, Matrix matrix) {}

  /**
   * @param table training rows without their target
   * @param target as a number, for columns that are encoded by it
   */
  public static Fitted fit(Table table, double[] target, PipelineSettings settings) {
    List<Encoder> encoders = new ArrayList<>();
    Map<String, String> unused = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      Encoder encoder = encoder(column, target, settings, unused);
      if (encoder != null) {
        encoders.add(encoder);
      }
    }
    Pipeline pipeline = new Pipeline(Schema.of(table), encoders, unused);
    Matrix matrix = pipeline.encode(table);
    int at = 0;
    for (int e = 0; e < encoders.size(); e++) {
      if (encoders.get(e) instanceof TargetEncoder encoder) {
        TargetEncoder.encodeCrossed(
            (CategoryColumn) table.column(encoder.column()).orElseThrow(),
            target,
            settings.seed() + e,
            matrix.values(),
            at,
            matrix.columns());
      }
      at += encoders.get(e).inputs().size();
    }
    return new Fitted(pipeline, matrix);
  }

  private static Encoder encoder(
      Column column, double[] target, PipelineSettings settings, Map<String, String> unused) {
    return switch (column) {
      case NumberColumn numbers -> {
        NumberEncoder encoder = NumberEncoder.fit(numbers, settings);
        if (encoder == null) {
          unused.put(column.name(), "has the same value in each row");
        }
        yield encoder;
      }
      case CategoryColumn categories -> {
        LevelCounts counts = LevelCounts.of(categories);
        if (counts.of() < 2) {
          unused.put(column.name(), "has the same value in each row");
          yield null;
        }
        if (counts.isNaming()) {
          unused.put(column.name(), "has a text of its own in nearly each row, as an id has");
          yield null;
        }
        yield counts.levels().size() <= settings.mostLevels()
            ? LevelEncoder.fit(counts, settings)
            : TargetEncoder.fit(categories, target);
      }
    };
  }

  /**
   * @param table has the columns of the schema, in its order
   */
  public Matrix encode(Table table) {
    int width = width();
    double[] values = new double[table.rows() * width];
    int at = 0;
    for (Encoder encoder : encoders) {
      Column column = table.columns().get(place(encoder.column()));
      encoder.encode(column, values, at, width);
      at += encoder.inputs().size();
    }
    return new Matrix(table.rows(), width, values);
  }

  private int place(String column) {
    for (int i = 0; i < schema.columns().size(); i++) {
      if (schema.columns().get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException("encoders must be of columns of the schema");
  }

  /** How many inputs a model gets. */
  public int width() {
    return encoders.stream().mapToInt(encoder -> encoder.inputs().size()).sum();
  }

  /** Names of the inputs. */
  public List<String> inputs() {
    return encoders.stream().flatMap(encoder -> encoder.inputs().stream()).toList();
  }

  /** For each input the place of its column among {@link #columns}. */
  public int[] columnOfInput() {
    int[] columns = new int[width()];
    int at = 0;
    for (int e = 0; e < encoders.size(); e++) {
      for (int i = 0; i < encoders.get(e).inputs().size(); i++) {
        columns[at++] = e;
      }
    }
    return columns;
  }

  /** Names of the columns that are used. */
  public List<String> columns() {
    return encoders.stream().map(Encoder::column).toList();
  }
}
