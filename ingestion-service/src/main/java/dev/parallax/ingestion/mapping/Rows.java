package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.body.JsonTrees;
import dev.parallax.ingestion.file.CsvFile;
import dev.parallax.ingestion.file.ImportFile;
import dev.parallax.ingestion.file.Lines;
import dev.parallax.ingestion.file.ParquetRows;
import dev.parallax.ingestion.file.Row;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The rows of a file of any format as JSON, one after the other. */
public sealed interface Rows extends Closeable {
  /** The next row, null after the last. */
  Numbered next() throws IOException, UnreadableFileException;

  /** How far it has come, of {@link ImportFile#size()}. */
  long bytesRead();

  /**
   * @param number from 1, a header not counted
   * @param row null when it cannot be read; of a row with too few or too many fields what is there
   * @param mistakes why it is not to be mapped; empty for a good one
   * @param raw the line as it stands in the file, null where the format has none
   */
  record Numbered(long number, ObjectNode row, List<Mistake> mistakes, byte[] raw) {}

  /**
   * @param longest of a line, in bytes
   */
  static Rows open(ImportFile file, Format format, int longest)
      throws IOException, UnreadableFileException {
    return switch (format.type()) {
      case CSV -> new Csv(CsvFile.open(file, format.csv(), format.charset()));
      case JSONL -> new Json(Lines.open(file, format.charset(), longest), longest);
      case PARQUET -> new Parquet(ParquetRows.open(file.path()), file.size());
    };
  }

  /** Of a file of which only the beginning is at hand; not for Parquet. */
  static Rows of(byte[] beginning, Charset charset, Format format, int longest)
      throws IOException, UnreadableFileException {
    ByteArrayInputStream in = new ByteArrayInputStream(beginning);
    return format.type() == Format.Type.CSV
        ? new Csv(CsvFile.of(in, charset, format.csv()))
        : new Json(Lines.of(in, charset, longest), longest);
  }

  /** Each row by the names of the header. */
  record Csv(CsvFile file) implements Rows {
    @Override
    public Numbered next() throws IOException, UnreadableFileException {
      Row row = file.next();
      if (row == null) {
        return null;
      }
      int columns = file.header().size();
      List<Mistake> mistakes =
          row.fields().size() == columns
              ? List.of()
              : List.of(
                  new Mistake(
                      Code.MALFORMED_ROW,
                      "row",
                      "must have "
                          + columns
                          + " fields as the header, it has "
                          + row.fields().size()));
      return new Numbered(row.number(), row.toJson(file.header()), mistakes, null);
    }

    @Override
    public long bytesRead() {
      return file.bytesRead();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /** An object on each line. */
  record Json(Lines lines, int longest) implements Rows {
    @Override
    public Numbered next() throws IOException {
      Lines.Line line = lines.next();
      if (line == null) {
        return null;
      }
      if (line.text() == null) {
        return new Numbered(
            line.number(),
            null,
            List.of(new Mistake(Code.TOO_LARGE, "row", "must have at most " + longest + " bytes")),
            null);
      }
      return switch (JsonTrees.parse(line.text())) {
        case Checked.Valid<JsonNode>(ObjectNode object) ->
            new Numbered(line.number(), object, List.of(), line.text());
        case Checked.Valid<JsonNode>(JsonNode other) ->
            new Numbered(
                line.number(),
                null,
                List.of(new Mistake(Code.WRONG_TYPE, "row", "must be an object")),
                line.text());
        case Checked.Invalid<JsonNode>(List<Mistake> mistakes) ->
            new Numbered(line.number(), null, mistakes, line.text());
      };
    }

    @Override
    public long bytesRead() {
      return lines.bytesRead();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  /** Rows of columns. */
  final class Parquet implements Rows {
    private final ParquetRows rows;
    private final long bytes;
    private long number;

    private Parquet(ParquetRows rows, long bytes) {
      this.rows = rows;
      this.bytes = bytes;
    }

    @Override
    public Numbered next() throws UnreadableFileException {
      ObjectNode row = rows.next();
      return row == null ? null : new Numbered(++number, row, List.of(), null);
    }

    @Override
    public long bytesRead() {
      return rows.total() == 0 ? bytes : (long) ((double) bytes * number / rows.total());
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  /** The bytes of a row as the quarantine keeps it. */
  static byte[] payload(Numbered row) {
    if (row.raw() != null) {
      return row.raw();
    }
    return row.row() == null ? null : row.row().toString().getBytes(StandardCharsets.UTF_8);
  }
}
