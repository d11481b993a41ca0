package dev.parallax.recommendation.upload;

import java.util.List;

/** The file is not what can be read; each mistake says where and what would be right. */
public class UnreadableFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> mistakes;

  UnreadableFileException(List<String> mistakes) {
    super(String.join("; ", mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  UnreadableFileException(String mistake) {
    this(List.of(mistake));
  }

  /** In the order of the file. */
  public List<String> mistakes() {
    return mistakes;
  }
}
