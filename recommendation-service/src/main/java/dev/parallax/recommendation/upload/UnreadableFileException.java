package dev.parallax.recommendation.upload;

import java.util.List;

/** The file is not what can be read; each mistake says where and what would be right. */
public class UnreadableFileException extends Exception {
  static final String COLUMNS = "columns";

  private static final long serialVersionUID = 1L;

  private final String field;
  private final transient List<String> mistakes;

  UnreadableFileException(List<String> mistakes) {
    this("file", mistakes);
  }

  UnreadableFileException(String mistake) {
    this(List.of(mistake));
  }

  UnreadableFileException(String field, String mistake) {
    this(field, List.of(mistake));
  }

  private UnreadableFileException(String field, List<String> mistakes) {
    super(field + ": " + String.join("; ", mistakes));
    this.field = field;
    this.mistakes = List.copyOf(mistakes);
  }

  /** What is to be mended: {@code file}, or {@code columns} where it has to be said more of it. */
  public String field() {
    return field;
  }

  /** In the order of the file. */
  public List<String> mistakes() {
    return mistakes;
  }
}
