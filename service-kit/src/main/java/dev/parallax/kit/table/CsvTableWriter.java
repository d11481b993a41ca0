package dev.parallax.kit.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes tables by RFC 4180, in UTF-8, with a header. */
@Provider
@Produces(Table.CSV)
public class CsvTableWriter implements MessageBodyWriter<Table> {
  /**
   * With these a spreadsheet would take a text for a formula, which customers could have put in.
   */
  private static final String FORMULA = "=+-@\t\r";

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
    return Table.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Table table,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(csv(table).getBytes(StandardCharsets.UTF_8));
  }

  static String csv(Table table) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
      csv.writeRecord(table.columns());
      for (List<Object> line : table.lines()) {
        csv.writeRecord(line.stream().map(CsvTableWriter::field).toList());
      }
    }
    return text.toString();
  }

  private static String field(Object value) {
    return switch (value) {
      case null -> "";
      case String text when !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 -> "'" + text;
      case Double number when !Double.isFinite(number) -> "";
      case Double number -> BigDecimal.valueOf(number).toPlainString();
      default -> value.toString();
    };
  }
}
