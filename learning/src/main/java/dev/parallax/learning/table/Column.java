package dev.parallax.learning.table;

/** The values of one column, missing ones included. */
public sealed interface Column permits NumberColumn, CategoryColumn {
  String name();

  Kind kind();

  int size();

  boolean isMissing(int row);

  /** The values of these rows, in their order. */
  Column select(int[] rows);
}
