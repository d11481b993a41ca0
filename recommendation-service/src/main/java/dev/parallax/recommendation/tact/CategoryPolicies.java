package dev.parallax.recommendation.tact;

import dev.parallax.recommendation.occasion.Context;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All policies at one moment. Of several that cover a category the strictest counts. */
public final class CategoryPolicies {
  /** There are none. */
  public static final CategoryPolicies NONE = new CategoryPolicies(List.of());

  private static final int MOST_REMEMBERED = 50_000;

  private final List<CategoryPolicy> policies;
  private final Map<String, Found> found = new ConcurrentHashMap<>();

  private record Found(Quiet quiet, boolean sensitive) {}

  private static final Found PLAIN = new Found(Quiet.NO, false);

  public CategoryPolicies(List<CategoryPolicy> policies) {
    this.policies = List.copyOf(policies);
  }

  List<CategoryPolicy> all() {
    return policies;
  }

  /** Whether no category is treated with care. */
  public boolean isEmpty() {
    return policies.isEmpty();
  }

  public boolean isQuiet(String category, Context context) {
    return !policies.isEmpty() && find(category).quiet().isQuiet(context);
  }

  public boolean isSensitive(String category) {
    return !policies.isEmpty() && find(category).sensitive();
  }

  private Found find(String category) {
    Found known = found.get(category);
    if (known != null) {
      return known;
    }
    Found now = PLAIN;
    for (CategoryPolicy policy : policies) {
      if (policy.covers(category)) {
        Quiet quiet = policy.quiet().compareTo(now.quiet()) > 0 ? policy.quiet() : now.quiet();
        now = new Found(quiet, now.sensitive() || policy.sensitive());
      }
    }
    if (found.size() < MOST_REMEMBERED) {
      found.put(category, now);
    }
    return now;
  }
}
