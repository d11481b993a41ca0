package dev.parallax.kit.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;

/**
 * Sets rows as one array per column, for {@code unnest}: a whole batch goes over the border in one
 * statement.
 */
public final class Columns<T> {
  private final PreparedStatement statement;
  private final Collection<T> rows;
  private int index;

  private Columns(PreparedStatement statement, Collection<T> rows) {
    this.statement = statement;
    this.rows = rows;
  }

  /** Parameters from the first on; {@code rows} keeps its order while this is in use. */
  public static <T> Columns<T> of(PreparedStatement statement, Collection<T> rows) {
    return new Columns<>(statement, rows);
  }

  /** The next parameter: a column of this PostgreSQL type. */
  public Columns<T> add(String type, Function<? super T, Object> of) throws SQLException {
    // The driver sends strings as they are when it knows them for such, else quoted and escaped.
    boolean text = type.equals("text");
    Object[] values = text ? new String[rows.size()] : new Object[rows.size()];
    int row = 0;
    for (T one : rows) {
      Object value = of.apply(one);
      values[row++] = text && value != null ? value.toString() : value;
    }
    statement.setArray(++index, statement.getConnection().createArrayOf(type, values));
    return this;
  }
}
