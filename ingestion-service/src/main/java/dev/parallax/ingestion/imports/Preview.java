package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.mapping.Column;
import dev.parallax.kit.problem.FieldError;
import java.util.List;

/**
 * What a file looks like.
 *
 * @param packing plain, gzip, zip or zstd
 * @param format csv, jsonl or parquet
 * @param delimiter of a CSV file, null else
 * @param encoding of a text file, null else
 * @param rows how many were looked at
 * @param suggestion a mapping in YAML to begin with
 * @param outcomes what a mapping makes of the rows; null where none was given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Preview(
    String packing,
    String format,
    String delimiter,
    String encoding,
    int rows,
    List<Column> columns,
    List<ObjectNode> firstRows,
    String suggestion,
    List<RowOutcome> outcomes) {

  /**
   * What becomes of one row.
   *
   * @param outcome accepted, dropped or rejected
   * @param becomes as it would be sent to the target; null for a dropped one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record RowOutcome(
      long row, String outcome, ObjectNode becomes, List<FieldError> mistakes) {}
}
