package dev.parallax.ingestion.mapping;

import java.util.List;

/** A mapping is not one; says everything that is wrong with it at once. */
public final class MappingException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<MappingMistake> mistakes;

  MappingException(List<MappingMistake> mistakes) {
    super(mistakes.getFirst().path() + " " + mistakes.getFirst().message());
    this.mistakes = List.copyOf(mistakes);
  }

  /** At least one. */
  public List<MappingMistake> mistakes() {
    return mistakes;
  }
}
