package dev.parallax.experience.need;

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
}
