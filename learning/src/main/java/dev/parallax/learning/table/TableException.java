package dev.parallax.learning.table;

import java.util.List;
import java.util.stream.Collectors;

/** What was given is no table as it is needed; the mistakes are for whoever gave it. */
public class TableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Mistake> mistakes;

  /**
   * @param field a column, a field of the request or {@code file}
   * @param message what would be right, and in which row it is not
   */
  public record Mistake(String field, String message) {}

  public TableException(String field, String message) {
    this(List.of(new Mistake(field, message)));
  }

  public TableException(List<Mistake> mistakes) {
    super(
        mistakes.stream()
            .map(m -> m.field() + " " + m.message())
            .collect(Collectors.joining("; ")));
    this.mistakes = List.copyOf(mistakes);
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }
}
