package dev.parallax.experience.gap;

import dev.parallax.experience.measure.Weights;
import dev.parallax.experience.need.Need;
import dev.parallax.experience.need.NeedIndex;
import dev.parallax.experience.need.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which subject is which need, as arrays for a query.
 *
 * @param needNumbers positions in {@code needs}, one per subject
 * @param searchWeights of a search about the subject that found something
 */
record Placement(
    Object[] subjectIds, Object[] needNumbers, Object[] searchWeights, List<Need> needs) {

  static Placement of(Map<Integer, Subject> subjects, NeedIndex index, Weights weights) {
    List<Object> ids = new ArrayList<>(subjects.size());
    List<Object> numbers = new ArrayList<>(subjects.size());
    List<Object> searchWeights = new ArrayList<>(subjects.size());
    List<Need> needs = new ArrayList<>();
    Map<Need, Integer> numberOf = new HashMap<>();
    subjects.forEach(
        (id, subject) ->
            index
                .find(subject)
                .ifPresent(
                    need -> {
                      int number =
                          numberOf.computeIfAbsent(
                              need,
                              n -> {
                                needs.add(n);
                                return needs.size() - 1;
                              });
                      ids.add(id);
                      numbers.add(number);
                      searchWeights.add(need.fromSearch() ? 0.0 : weights.search());
                    }));
    return new Placement(ids.toArray(), numbers.toArray(), searchWeights.toArray(), needs);
  }
}
