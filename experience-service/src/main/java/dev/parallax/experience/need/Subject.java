package dev.parallax.experience.need;

import java.util.Optional;

/**
 * What an event was about, before anyone knows which need that is.
 *
 * @param key item id; category, query or text in the form of {@link Wording}
 * @param hint the category an event named beside it, as it was written; null without
 */
public record Subject(Kind kind, String key, String hint) {

  /** Where the key comes from. The names are stored. */
  public enum Kind {
    ITEM,
    CATEGORY,
    /** Words of a search. */
    QUERY,
    /** A complaint that names neither item nor category. */
    TEXT
  }

  public Subject {
    if (kind == null || key == null || key.isBlank()) {
      throw new IllegalArgumentException("kind and key of a subject must be given");
    }
  }

  /**
   * @param category named beside it, may be null
   */
  public static Subject item(String itemId, String category) {
    return new Subject(Kind.ITEM, itemId, category);
  }

  /** A category however it is written; empty when the name holds no letter or digit. */
  public static Optional<Subject> category(String name) {
    return worded(Kind.CATEGORY, Wording.normalise(name), name);
  }

  /**
   * The words of a search, else the category it names.
   *
   * @param category named beside it, may be null
   */
  public static Optional<Subject> search(String query, String category) {
    return worded(Kind.QUERY, Wording.normalise(query), category).or(() -> category(category));
  }

  /** Free text; its beginning, where people say what it is about. */
  public static Optional<Subject> text(String text) {
    return worded(Kind.TEXT, Wording.normalise(text), null);
  }

  private static Optional<Subject> worded(Kind kind, String wording, String hint) {
    return wording.isEmpty() ? Optional.empty() : Optional.of(new Subject(kind, wording, hint));
  }
}
