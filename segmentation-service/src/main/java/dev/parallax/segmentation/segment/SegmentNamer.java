package dev.parallax.segmentation.segment;

import dev.parallax.contracts.Phrase;
import dev.parallax.segmentation.feature.Feature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names segments by rule: the two features that stand out most give adjective and noun ("Loyal big
 * spenders"), a further one is added only where two segments would else be called the same. The
 * same model gets the same names, in any process.
 */
final class SegmentNamer {
  /** Below this many standard deviations a feature does not stand out. */
  private static final double LEAST = 0.3;

  private static final Phrase AVERAGE = new Phrase("Average customers", "普通客户");

  /** Which feature is better as noun; the other of the two becomes the adjective. */
  private static final List<Feature> NOUN_FIRST =
      List.of(
          Feature.MONETARY,
          Feature.AVERAGE_ORDER_VALUE,
          Feature.BASKET_SIZE,
          Feature.CATEGORY_BREADTH,
          Feature.FREQUENCY,
          Feature.ORDER_INTERVAL,
          Feature.RETURN_RATE,
          Feature.TENURE,
          Feature.LAST_RATING,
          Feature.AVERAGE_RATING,
          Feature.RECENCY);

  private SegmentNamer() {}

  /**
   * What a name is made from.
   *
   * @param median of the segment, NaN where unknown
   */
  record Trait(Feature feature, double z, double median) {
    /**
     * How much it deserves to be in the name. Tenure counts half: of somebody who bought once it
     * only repeats how long ago that was.
     */
    private double strength() {
      return Math.abs(z) * (feature == Feature.TENURE ? 0.5 : 1);
    }

    private Vocabulary words() {
      return Vocabulary.of(feature, z > 0, median);
    }
  }

  /**
   * @param segments the traits of each segment in any order
   * @return one name each, no two alike in either language
   */
  static List<Phrase> names(List<List<Trait>> segments) {
    Set<String> taken = new HashSet<>();
    List<Phrase> names = new ArrayList<>();
    for (List<Trait> traits : segments) {
      names.add(firstFree(candidates(traits), taken));
    }
    return names;
  }

  private static Phrase firstFree(List<Phrase> candidates, Set<String> taken) {
    for (Phrase candidate : candidates) {
      if (isFree(candidate, taken)) {
        return take(candidate, taken);
      }
    }
    Phrase last = candidates.getLast();
    for (int number = 2; ; number++) {
      Phrase numbered = new Phrase(last.en() + " " + number, last.zh() + " " + number);
      if (isFree(numbered, taken)) {
        return take(numbered, taken);
      }
    }
  }

  private static boolean isFree(Phrase name, Set<String> taken) {
    return !taken.contains(name.en()) && !taken.contains(name.zh());
  }

  private static Phrase take(Phrase name, Set<String> taken) {
    taken.add(name.en());
    taken.add(name.zh());
    return name;
  }

  /** The names a segment could bear, from short to long. */
  private static List<Phrase> candidates(List<Trait> traits) {
    List<Trait> striking = striking(traits);
    if (striking.isEmpty()) {
      return List.of(AVERAGE);
    }
    List<Phrase> candidates = new ArrayList<>();
    Phrase name = headline(striking);
    candidates.add(name);
    for (Trait further : striking.stream().skip(2).toList()) {
      name = extended(name, further.words().clause(), candidates.size() == 1);
      candidates.add(name);
    }
    return candidates;
  }

  /** The strongest first; of two that say the same ("Satisfied satisfied customers") only one. */
  private static List<Trait> striking(List<Trait> traits) {
    Set<String> said = new HashSet<>();
    return traits.stream()
        .filter(t -> t.strength() >= LEAST)
        .sorted(
            Comparator.comparingDouble((Trait t) -> -t.strength()).thenComparing(Trait::feature))
        .filter(t -> said.add(t.words().adjective().en()))
        .toList();
  }

  private static Phrase headline(List<Trait> striking) {
    if (striking.size() == 1) {
      Phrase noun = striking.getFirst().words().noun();
      return new Phrase(capitalised(noun.en()), noun.zh());
    }
    List<Trait> two =
        striking.stream()
            .limit(2)
            .sorted(Comparator.comparingInt(t -> NOUN_FIRST.indexOf(t.feature())))
            .toList();
    Phrase adjective = two.getLast().words().adjective();
    Phrase noun = two.getFirst().words().noun();
    return new Phrase(adjective.en() + " " + noun.en(), adjective.zh() + noun.zh());
  }

  private static Phrase extended(Phrase name, Phrase clause, boolean first) {
    return new Phrase(
        name.en() + (first ? ", " : " and ") + clause.en(),
        name.zh() + (first ? "，" : "、") + clause.zh());
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
