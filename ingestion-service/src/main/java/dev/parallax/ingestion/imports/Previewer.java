package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import dev.parallax.ingestion.file.CsvFile;
import dev.parallax.ingestion.file.ImportFile;
import dev.parallax.ingestion.file.ParquetRows;
import dev.parallax.ingestion.file.UnreadableFileException;
import dev.parallax.ingestion.mapping.Column;
import dev.parallax.ingestion.mapping.Format;
import dev.parallax.ingestion.mapping.Mapping;
import dev.parallax.ingestion.mapping.RowMapper;
import dev.parallax.ingestion.mapping.Rows;
import dev.parallax.ingestion.mapping.Suggestion;
import dev.parallax.ingestion.request.LimitsConfig;
import dev.parallax.ingestion.source.Authority;
import dev.parallax.ingestion.source.Source;
import dev.parallax.ingestion.validation.Mistake;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks at the beginning of a file, and says what a mapping would make of it. Keeps nothing. */
@ApplicationScoped
class Previewer {
  private static final int BEGINNING = 512 * 1024;
  private static final int TYPED = 1_000;
  private static final int SHOWN = 10;

  private final ImportTargets targets;
  private final Clock clock;
  private final int largestEvent;

  Previewer(ImportTargets targets, Clock clock, LimitsConfig limits) {
    this.targets = targets;
    this.clock = clock;
    this.largestEvent = Math.toIntExact(limits.event().asLongValue());
  }

  private record Text(byte[] bytes, Charset charset) {}

  /**
   * @param mapping null where the file is only to be looked at
   * @param mask what a caller who may not see personal data sees of a row
   */
  Preview look(Path file, Mapping mapping, Masking mask)
      throws IOException, UnreadableFileException {
    byte[] beginning = ImportFile.beginning(file, BEGINNING);
    Format.Type type = mapping == null ? guess(beginning) : mapping.format().type();
    Text text =
        type == Format.Type.PARQUET
            ? null
            : text(beginning, mapping == null ? null : mapping.format().charset());
    Format format = mapping == null ? Format.of(type) : mapping.format();
    String delimiter = type == Format.Type.CSV ? delimiter(text, format) : null;
    List<Rows.Numbered> read = new ArrayList<>();
    try (Rows rows = open(file, text, format)) {
      for (Rows.Numbered row = rows.next(); row != null && read.size() < TYPED; row = rows.next()) {
        read.add(row);
      }
    } catch (CsvParseException e) {
      throw new UnreadableFileException("the header line must be valid CSV", e);
    }
    if (read.isEmpty()) {
      throw new UnreadableFileException("the file has no rows");
    }
    List<ObjectNode> good =
        read.stream().filter(row -> row.mistakes().isEmpty()).map(Rows.Numbered::row).toList();
    List<Column> columns = Column.of(good);
    return new Preview(
        ImportFile.packing(file),
        type.wireName(),
        delimiter,
        text == null ? null : text.charset().name(),
        read.size(),
        columns.stream().map(mask::column).toList(),
        good.stream().limit(SHOWN).map(mask::row).toList(),
        Suggestion.of(format, delimiter, columns),
        mapping == null ? null : outcomes(read, mapping, mask));
  }

  private Rows open(Path file, Text text, Format format)
      throws IOException, UnreadableFileException {
    return text == null
        ? Rows.open(
            new ImportFile(file, StandardCharsets.UTF_8, 0, "preview"), format, largestEvent)
        : Rows.of(text.bytes(), text.charset(), format, largestEvent);
  }

  private List<Preview.RowOutcome> outcomes(
      List<Rows.Numbered> rows, Mapping mapping, Masking mask) {
    RowMapper mapper = new RowMapper(mapping);
    ImportTarget.Chunk chunk =
        targets
            .of(mapping.target())
            .trial(mapping.target(), Source.API, Authority.FULL, clock.instant());
    return rows.stream()
        .limit(SHOWN)
        .map(row -> outcome(row, mapping, mapper, chunk, mask))
        .toList();
  }

  /** The chunk is never stored: it only says what its reader thinks. */
  private Preview.RowOutcome outcome(
      Rows.Numbered row,
      Mapping mapping,
      RowMapper mapper,
      ImportTarget.Chunk chunk,
      Masking mask) {
    if (!row.mistakes().isEmpty()) {
      return rejected(row, null, row.mistakes());
    }
    return switch (mapper.map(row.row())) {
      case RowMapper.Dropped() -> new Preview.RowOutcome(row.number(), "dropped", null, null);
      case RowMapper.Refused(List<Mistake> mistakes, ObjectNode unfinished) ->
          rejected(row, null, mistakes);
      case RowMapper.Mapped(ObjectNode input) -> {
        List<Mistake> mistakes =
            MappedImport.add(chunk, input, mapping, "file-preview-" + row.number(), largestEvent);
        yield mistakes.isEmpty()
            ? new Preview.RowOutcome(row.number(), "accepted", mask.row(input), null)
            : rejected(row, mask.row(input), mistakes);
      }
    };
  }

  private static Preview.RowOutcome rejected(
      Rows.Numbered row, ObjectNode input, List<Mistake> mistakes) {
    return new Preview.RowOutcome(row.number(), "rejected", input, Mistake.toFieldErrors(mistakes));
  }

  private static Format.Type guess(byte[] beginning) {
    if (ParquetRows.isParquet(beginning)) {
      return Format.Type.PARQUET;
    }
    for (byte b : beginning) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t' && b >= 0) {
        return b == '{' ? Format.Type.JSONL : Format.Type.CSV;
      }
    }
    return Format.Type.CSV;
  }

  /** Without the last line where there may be more of it; one line alone is taken as it is. */
  private static Text text(byte[] beginning, Charset charset) {
    int end = beginning.length;
    if (end == BEGINNING) {
      while (end > 0 && beginning[end - 1] != '\n') {
        end--;
      }
    }
    byte[] bytes = end == 0 ? beginning : Arrays.copyOf(beginning, end);
    return new Text(bytes, charset == null ? charset(bytes) : charset);
  }

  private static Charset charset(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return StandardCharsets.UTF_8;
    } catch (CharacterCodingException e) {
      return StandardCharsets.ISO_8859_1;
    }
  }

  private static String delimiter(Text text, Format format)
      throws IOException, UnreadableFileException {
    if (format.csv().delimiter() != null) {
      return format.csv().delimiter().toString();
    }
    return Character.toString(
        CsvFile.delimiter(new ByteArrayInputStream(text.bytes()), text.charset()));
  }
}
