package dev.parallax.learning.table;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Columns of the same length and of different names.
 *
 * @param rows how many values each column has
 */
public record Table(List<Column> columns, int rows) {
  public Table {
    columns = List.copyOf(columns);
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (column.size() != rows) {
        throw new IllegalArgumentException("columns must have a value for each of the rows");
      }
      if (!names.add(column.name())) {
        throw new IllegalArgumentException("columns must have different names");
      }
    }
  }

  public Optional<Column> column(String name) {
    return columns.stream().filter(column -> column.name().equals(name)).findFirst();
  }

  /** The same columns with these rows, in their order. */
  public Table select(int[] rowNumbers) {
    return new Table(
        columns.stream().map(column -> column.select(rowNumbers)).toList(), rowNumbers.length);
  }

  /** The same rows without these columns; names of none are passed over. */
  public Table without(Collection<String> names) {
    return new Table(
        columns.stream().filter(column -> !names.contains(column.name())).toList(), rows);
  }
}
