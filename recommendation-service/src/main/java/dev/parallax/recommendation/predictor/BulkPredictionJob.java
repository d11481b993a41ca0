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
import dev.parallax.learning.table.CsvTables;
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
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

  /** What begins with a sign and is an id or a number all the same. */
  private static final Pattern NUMBER = Pattern.compile("[+-](\\d+([.,]\\d+)?)?");

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
    return files.consume(context.id(), () -> predict(context, name, keep, explain));
  }

  private ObjectNode predict(JobContext context, String name, String keep, boolean explain)
      throws IOException, TableException {
    if (!files.exists(context.id(), FileStore.Kind.UPLOAD, name)) {
      throw new JobFailedException("the predictor was deleted meanwhile");
    }
    ServingPredictors.Serving model = model(name);
    CsvTables.Source source = () -> files.open(context.id(), FileStore.Kind.UPLOAD);
    Table rows = tables.read(source, model.predictor().schema());
    QuarkusTransaction.requiringNew()
        .timeout(TRANSACTION_SECONDS)
        .run(() -> write(context, name, model.predictor(), rows, source, keep, explain));
    return result(context.id(), name, model, rows.rows());
  }

  private ServingPredictors.Serving model(String name) {
    try {
      return serving.require(name);
    } catch (HttpProblem e) {
      throw new JobFailedException("the predictor was deleted meanwhile", e);
    }
  }

  private void write(
      JobContext context,
      String name,
      Predictor predictor,
      Table rows,
      CsvTables.Source source,
      String keep,
      boolean explain) {
    try (CsvWriter csv =
        CsvWriter.builder()
            .lineDelimiter(LineDelimiter.CRLF)
            .build(
                new OutputStreamWriter(
                    files.create(context.id(), FileStore.Kind.RESULT, name),
                    StandardCharsets.UTF_8))) {
      csv.writeRecord(header(predictor, keep, explain));
      Lines lines = new Lines(context, predictor, rows, csv, explain);
      if (keep == null) {
        for (int row = 0; row < rows.rows(); row++) {
          lines.add(row, null);
        }
      } else {
        // Read again beside the predictions, so that an id is repeated as it came, and none is
        // kept.
        tables.texts(source, keep, (text, row) -> lines.add(row - 1, text));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TableException e) {
      throw new JobFailedException(e.getMessage(), e);
    }
  }

  /** Writes row by row, and predicts in batches. */
  private static final class Lines {
    private final JobContext context;
    private final Predictor predictor;
    private final Table rows;
    private final CsvWriter csv;
    private final boolean explain;
    private List<Prediction> batch = List.of();
    private int batchFrom;

    Lines(JobContext context, Predictor predictor, Table rows, CsvWriter csv, boolean explain) {
      this.context = context;
      this.predictor = predictor;
      this.rows = rows;
      this.csv = csv;
      this.explain = explain;
    }

    /**
     * @param row ascending from 0
     * @param kept null where no column is repeated
     */
    void add(int row, String kept) {
      if (row == batchFrom + batch.size()) {
        predict(row);
      }
      csv.writeRecord(line(row, batch.get(row - batchFrom), predictor, kept));
    }

    private void predict(int from) {
      if (Thread.currentThread().isInterrupted()) {
        throw new IllegalStateException("told to stop");
      }
      context.progress(from, rows.rows(), "predicting");
      int[] places = IntStream.range(from, Math.min(from + BATCH, rows.rows())).toArray();
      batch = predictor.predict(rows.select(places), explain);
      batchFrom = from;
    }
  }

  private static List<String> header(Predictor predictor, String keep, boolean explain) {
    List<String> names = new ArrayList<>();
    names.add("row");
    if (keep != null) {
      names.add(text(keep));
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
      int row, Prediction prediction, Predictor predictor, String kept) {
    List<String> line = new ArrayList<>();
    line.add(Integer.toString(row + 1));
    if (kept != null) {
      line.add(text(kept.strip()));
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
      Map<String, Double> added =
          prediction.explanation().contributions().stream()
              .collect(Collectors.toMap(Prediction.Part::column, Prediction.Part::contribution));
      predictor.pipeline().columns().forEach(column -> line.add(number(added.get(column))));
    }
    return line;
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).toPlainString();
  }

  private static String text(String value) {
    boolean formula =
        !value.isEmpty()
            && FORMULA.indexOf(value.charAt(0)) >= 0
            && !NUMBER.matcher(value).matches();
    return formula ? "'" + value : value;
  }

  private static ObjectNode result(
      String jobId, String name, ServingPredictors.Serving model, int rows) {
    return EventJson.mapper()
        .createObjectNode()
        .put("predictor", name)
        .put("modelId", model.version())
        .put("beatsBaseline", model.beatsBaseline())
        .put("rows", rows)
        .put("file", "/v1/predictors/" + name + "/predictions/" + jobId);
  }
}
