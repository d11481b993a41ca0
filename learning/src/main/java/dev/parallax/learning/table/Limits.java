package dev.parallax.learning.table;

/**
 * How large a table may be: what is learned from has to fit into memory several times over.
 *
 * @param columns that a table may have
 * @param rows that it may have
 * @param cells rows times columns
 */
public record Limits(int columns, int rows, long cells) {
  public Limits {
    if (columns < 1 || rows < 1 || cells < 1) {
      throw new IllegalArgumentException("limits must be above 0");
    }
  }
}
