package dev.parallax.recommendation.predictor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobFailedException;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.learning.predictor.Prediction;
import dev.parallax.learning.predictor.Predictor;
import dev.parallax.learning.predictor.Task;
import dev.parallax.learning.table.CategoryColumn;
import dev.parallax.learning.table.Column;
import dev.parallax.learning.table.CsvTables;
import dev.parallax.learning.table.Kind;
import dev.parallax.learning.table.NumberColumn;
import dev.parallax.learning.table.Schema;
import dev.parallax.learning.table.Table;
import dev.parallax.learning.table.TableException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Predicts of each row of a file. The result is written in one transaction: it is there whole or
 * not at all, and a job that is taken over begins anew.
 */
@ApplicationScoped
class BulkPredictionJob implements JobHandler {
  static final String KIND = "predict-file";

  private static final int BATCH = 1_000;
  private static final int TRANSACTION_SECONDS = 3_600;

  /** With these a spreadsheet would take a text for a formula. */
  private static final String FORMULA = "=+-@\t\r";

  private final Tables tables;
  private final FileStore files;
  private final ServingPredictors serving;

  BulkPredictionJob(Tables tables, FileStore files, ServingPredictors serving) {
    this.tables = tables;
    this.files = files;
    this.serving = serving;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode run(JobContext context) throws IOException {
    String name = context.params().path("predictor").asText();
    String keep = context.params().path("keep").asText(null);
    boolean explain = context.params().path("explain").asBoolean();
    try {
      ObjectNode result = predict(context, name, keep, explain);
      forget(context.id());
      return result;
    } catch (TableException e) {
      forget(context.id());
      throw new JobFailedException(e.getMessage(), e);
    } catch (JobFailedException e) {
      forget(context.id());
      throw e;
    }
  }

  private ObjectNode predict(JobContext context, String name, String keep, boolean explain)
      throws IOException, TableException {
    if (!files.exists(context.id(), FileStore.Kind.UPLOAD, name)) {
      throw new JobFailedException("the predictor was deleted meanwhile");
    }
    ServingPredictors.Serving model = model(name);
    CsvTables.Source source = () -> files.open(context.id(), FileStore.Kind.UPLOAD);
    Table rows = tables.read(source, model.predictor().schema());
    Column kept = keep == null ? null : kept(source, keep);
    QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .run(() -> write(context, name, model.predictor(), rows, kept, explain));
    return result(context.id(), name, model.version(), rows.rows());
  }

  private ServingPredictors.Serving model(String name) {
    try {
      return serving.require(name);
    } catch (HttpProblem e) {
      throw new JobFailedException("the predictor was deleted meanwhile", e);
    }
  }

  /** The kept column as text, so that an id is repeated as it came. */
  private Column kept(CsvTables.Source source, String keep) throws IOException, TableException {
    Schema only = new Schema(List.of(new Schema.Field(keep, Kind.CATEGORY)));
    return tables.read(source, only).columns().getFirst();
  }

  private void forget(String jobId) {
    QuarkusTransaction.requiringNew().run(() -> files.delete(jobId, FileStore.Kind.UPLOAD));
  }

  private void write(
      JobContext context,
      String name,
      Predictor predictor,
      Table rows,
      Column kept,
      boolean explain) {
    try (CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .build(
                new OutputStreamWriter(
                    files.create(context.id(), FileStore.Kind.RESULT, name),
                    StandardCharsets.UTF_8))) {
      csv.writeRecord(header(predictor, kept, explain));
      for (int from = 0; from < rows.rows(); from += BATCH) {
        if (Thread.currentThread().isInterrupted()) {
          throw new IllegalStateException("told to stop");
        }
        int[] batch = IntStream.range(from, Math.min(from + BATCH, rows.rows())).toArray();
        List<Prediction> predictions = predictor.predict(rows.select(batch), explain);
        for (int i = 0; i < batch.length; i++) {
          csv.writeRecord(line(batch[i], predictions.get(i), predictor, kept));
        }
        context.progress(from + (long) batch.length, rows.rows(), "predicting");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> header(Predictor predictor, Column kept, boolean explain) {
    List<String> names = new ArrayList<>();
    names.add("row");
    if (kept != null) {
      names.add(text(kept.name()));
    }
    if (predictor.task() == Task.REGRESSION) {
      names.addAll(List.of("prediction", "low", "high"));
    } else {
      names.addAll(List.of("probability", "label", "low", "high"));
    }
    if (explain) {
      names.add("base");
      predictor.pipeline().columns().forEach(column -> names.add(text("by " + column)));
    }
    return names;
  }

  private static List<String> line(
      int row, Prediction prediction, Predictor predictor, Column kept) {
    List<String> line = new ArrayList<>();
    line.add(Integer.toString(row + 1));
    if (kept != null) {
      line.add(text(value(kept, row)));
    }
    if (predictor.task() == Task.REGRESSION) {
      line.add(number(prediction.value()));
    } else {
      line.add(number(prediction.probability()));
      line.add(text(prediction.label()));
    }
    Prediction.Interval interval = prediction.interval();
    line.add(interval == null ? "" : number(interval.low()));
    line.add(interval == null ? "" : number(interval.high()));
    if (prediction.explanation() != null) {
      line.add(number(prediction.explanation().base()));
      for (String column : predictor.pipeline().columns()) {
        line.add(
            number(
                prediction.explanation().contributions().stream()
                    .filter(part -> part.column().equals(column))
                    .findFirst()
                    .orElseThrow()
                    .contribution()));
      }
    }
    return line;
  }

  private static String value(Column column, int row) {
    return switch (column) {
      case CategoryColumn categories -> categories.text(row);
      case NumberColumn numbers -> number(numbers.values()[row]);
    };
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).toPlainString();
  }

  private static String text(String value) {
    return value == null || value.isEmpty()
        ? ""
        : FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
  }

  private static ObjectNode result(String jobId, String name, String version, int rows) {
    return EventJson.mapper()
        .createObjectNode()
        .put("predictor", name)
        .put("modelId", version)
        .put("rows", rows)
        .put("file", "/v1/predictors/" + name + "/predictions/" + jobId);
  }
}
