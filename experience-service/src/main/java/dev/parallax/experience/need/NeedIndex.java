package dev.parallax.experience.need;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the need behind a subject, from the catalog and from what customers themselves name.
 *
 * <ul>
 *   <li>an item is its catalog category; one the catalog never had is the category events named;
 *   <li>a category is the catalog's of the same wording; one unknown to the catalog is a need of
 *       its own: it may be the very one the shop does not serve;
 *   <li>a query is the category an event named beside it, else the longest category it mentions,
 *       else the category that most of the items whose names hold all its words belong to, else a
 *       need of its own;
 *   <li>a text is the longest category, else the longest known query, it mentions; else no need.
 * </ul>
 *
 * Matching is on words, not on meaning: "couch" does not find "Sofas". Immutable.
 */
public final class NeedIndex {
  private final Map<String, String> categoryOfItem = new HashMap<>();
  private final Map<String, Need> categories = new TreeMap<>(longestFirst());
  private final Map<String, Set<String>> itemsByWord = new HashMap<>();
  private final Map<String, Set<String>> wordsOfItem = new HashMap<>();
  private final Map<String, Need> searches = new TreeMap<>(longestFirst());

  private NeedIndex() {}

  /**
   * @param subjects all there are: categories among them that the catalog does not know become
   *     needs, and queries that belong to no category
   */
  public static NeedIndex of(Collection<CatalogEntry> catalog, Collection<Subject> subjects) {
    NeedIndex index = new NeedIndex();
    catalog.forEach(index::addItem);
    for (Subject subject : subjects) {
      switch (subject.kind()) {
        case CATEGORY -> index.addCategory(subject.hint() == null ? subject.key() : subject.hint());
        case ITEM, QUERY, TEXT -> index.addCategory(subject.hint());
      }
    }
    for (Subject subject : subjects) {
      if (subject.kind() == Subject.Kind.QUERY) {
        Need need = index.ofQuery(subject);
        if (need.fromSearch()) {
          index.searches.put(subject.key(), need);
        }
      }
    }
    return index;
  }

  /** The need a subject is about; empty when that cannot be told. */
  public Optional<Need> find(Subject subject) {
    return switch (subject.kind()) {
      case ITEM -> Optional.ofNullable(ofItem(subject));
      case CATEGORY -> Optional.ofNullable(categories.get(subject.key()));
      case QUERY -> Optional.of(ofQuery(subject));
      case TEXT -> ofText(subject.key());
    };
  }

  private void addItem(CatalogEntry item) {
    categoryOfItem.put(item.itemId(), item.category());
    addCategory(item.category());
    Set<String> words = new HashSet<>(Wording.words(Wording.normalise(item.name())));
    wordsOfItem.put(item.itemId(), words);
    for (String word : words) {
      itemsByWord.computeIfAbsent(word, w -> new HashSet<>()).add(item.itemId());
    }
  }

  private void addCategory(String name) {
    String wording = Wording.normalise(name);
    if (!wording.isEmpty()) {
      categories.putIfAbsent(wording, Need.category(name));
    }
  }

  private Need ofItem(Subject item) {
    String category = categoryOfItem.getOrDefault(item.key(), item.hint());
    return category == null ? null : categories.get(Wording.normalise(category));
  }

  private Need ofQuery(Subject query) {
    return Optional.ofNullable(categories.get(Wording.normalise(query.hint())))
        .or(() -> mentioned(query.key(), categories))
        .or(() -> byItemNames(query.key()))
        .orElseGet(() -> Need.search(query.key()));
  }

  private Optional<Need> ofText(String text) {
    return mentioned(text, categories).or(() -> mentioned(text, searches));
  }

  private static Optional<Need> mentioned(String text, Map<String, Need> needs) {
    for (Map.Entry<String, Need> need : needs.entrySet()) {
      if (Wording.mentions(text, need.getKey())) {
        return Optional.of(need.getValue());
      }
    }
    return Optional.empty();
  }

  private Optional<Need> byItemNames(String query) {
    List<String> words = Wording.words(query);
    Set<String> candidates =
        words.isEmpty() ? Set.of() : itemsByWord.getOrDefault(words.getFirst(), Set.of());
    Map<String, Integer> votes = new HashMap<>();
    for (String item : candidates) {
      if (wordsOfItem.get(item).containsAll(words)) {
        votes.merge(categoryOfItem.get(item), 1, Integer::sum);
      }
    }
    int all = votes.values().stream().mapToInt(Integer::intValue).sum();
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() * 2 > all)
        .findFirst()
        .map(vote -> categories.get(Wording.normalise(vote.getKey())));
  }

  private static Comparator<String> longestFirst() {
    return Comparator.comparingInt(String::length)
        .reversed()
        .thenComparing(Comparator.naturalOrder());
  }
}
