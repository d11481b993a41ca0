package dev.parallax.ingestion.validation;

/** U+0000, which JSON allows and PostgreSQL does not store. */
public final class Nul {
  private Nul() {}

  /** Whether a text holds it. */
  public static boolean isIn(String text) {
    return text.indexOf('\0') >= 0;
  }
}
