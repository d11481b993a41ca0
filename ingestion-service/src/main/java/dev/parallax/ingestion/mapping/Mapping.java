package dev.parallax.ingestion.mapping;

import java.util.List;
import java.util.Set;

/**
 * What the rows of a kind of file mean, as read from YAML. Immutable, for any number of threads.
 *
 * @param description for people, may be null
 * @param missing texts that stand for nothing, besides the empty one
 * @param dropRows the condition under which a row does not count, null: every row counts
 * @param dropColumns columns that are never kept
 * @param keepOthers where columns go that no field names; null: nowhere
 * @param fields in the order in which they are made
 */
public record Mapping(
    String description,
    Format format,
    Target target,
    Set<String> missing,
    Expressions.Expression dropRows,
    Set<String> dropColumns,
    String keepOthers,
    List<FieldRule> fields) {

  public Mapping {
    missing = Set.copyOf(missing);
    dropColumns = Set.copyOf(dropColumns);
    fields = List.copyOf(fields);
  }

  /**
   * Columns without which a file is not what this mapping is for.
   *
   * @param header the columns the file has
   */
  public List<String> missingColumns(List<String> header) {
    return fields.stream()
        .filter(rule -> !rule.from().isEmpty() && rule.otherwise() == null)
        .filter(rule -> rule.from().stream().noneMatch(header::contains))
        .map(rule -> rule.from().getFirst())
        .distinct()
        .sorted()
        .toList();
  }
}
