package dev.parallax.local.shop.check;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.shop.goods.Stocktaking;
import dev.parallax.local.shop.truth.DemoTruth;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Are the hidden affinities among the strongest rules? As many pairs of items are taken from the
 * rules of the highest lift as there are hidden pairs; both ways of a rule are one pair.
 */
final class AffinityCheck {

  private static final double FLOOR = 0.6;
  private static final int MOST_RULES = 20_000;

  private AffinityCheck() {}

  static Figure of(SuiteClient suite, DemoTruth truth) throws IOException {
    Set<Set<String>> hidden = pairs(truth.affinities());
    Set<Set<String>> top = new LinkedHashSet<>();
    int[] rules = {0};
    Pages.each(
        suite,
        "/v1/rules?sort=lift",
        rule -> {
          rules[0]++;
          if (rule.path("if").size() == 1) {
            top.add(pair(rule.path("if").get(0).asText(), rule.path("then").asText()));
          }
          return top.size() < hidden.size() && rules[0] < MOST_RULES;
        });
    Set<Set<String>> found = new HashSet<>(top);
    found.retainAll(hidden);
    double possible = Stocktaking.PRODUCTS * (Stocktaking.PRODUCTS - 1) / 2.0;
    return new Figure(
        "hidden affinities among top rules",
        (double) found.size() / hidden.size(),
        hidden.size() / possible,
        FLOOR,
        "%d of %d pairs within the first %d rules by lift"
            .formatted(found.size(), hidden.size(), rules[0]));
  }

  static Set<Set<String>> pairs(List<List<String>> affinities) {
    Set<Set<String>> pairs = new HashSet<>();
    for (List<String> together : affinities) {
      for (String one : together) {
        for (String other : together) {
          if (!one.equals(other)) {
            pairs.add(pair(one, other));
          }
        }
      }
    }
    return pairs;
  }

  private static Set<String> pair(String one, String other) {
    return new TreeSet<>(List.of(one, other));
  }
}
