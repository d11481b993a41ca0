package dev.parallax.contracts;

/** The same short text for people in the two languages of the pages. */
public record Phrase(String en, String zh) {
  public Phrase {
    Required.text("en", en);
    Required.text("zh", zh);
  }
}
