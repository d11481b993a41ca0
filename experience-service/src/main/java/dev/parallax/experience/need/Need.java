package dev.parallax.experience.need;

/**
 * One thing customers want.
 *
 * @param name the category's name as the catalog writes it; {@code search:<words>} where customers
 *     search for what belongs to no category
 * @param fromSearch whether it is known by search words only
 */
public record Need(String name, boolean fromSearch) implements Comparable<Need> {
  /** What the name of a need that is known by search words only begins with. */
  public static final String SEARCH = "search:";

  /** The need of a stored name. */
  public static Need named(String name) {
    return new Need(name, name.startsWith(SEARCH));
  }

  static Need category(String name) {
    return new Need(name, false);
  }

  static Need search(String words) {
    return new Need(SEARCH + words, true);
  }

  /** The name for people, without the mark of a search. */
  public String label() {
    return fromSearch ? name.substring(SEARCH.length()) : name;
  }

  @Override
  public int compareTo(Need other) {
    return name.compareTo(other.name);
  }
}
