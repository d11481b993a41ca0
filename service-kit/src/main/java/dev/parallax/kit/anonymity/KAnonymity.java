package dev.parallax.kit.anonymity;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Keeps aggregates k-anonymous (Sweeney, International Journal of Uncertainty, Fuzziness and
 * Knowledge-Based Systems 10, 2002): no group of fewer than k customers is shown by itself.
 *
 * <p>That alone would not do where the groups are parts of a whole, since a single one that is left
 * out is the whole less the others. So more are left out (complementary cell suppression: Cox,
 * Journal of the American Statistical Association 75, 1980; Willenborg and de Waal, Elements of
 * Statistical Disclosure Control, 2001, chapter 6), the smallest first, until what is left out
 * hides each of its parts. The linear programs of the general case are for tables of several
 * totals, of which none leaves the suite.
 *
 * <p>Whoever knows this procedure must learn no more (Wong et al., Minimality attack in privacy
 * preserving data publishing, VLDB 2007): it looks at counts only and takes equal ones together, so
 * that any exchange of counts among the groups left out gives the same release. Where two of them
 * differ, therefore, none is known; where all are equal and nothing else is left to be left out,
 * even their sum is kept back.
 *
 * <p>Nothing is rounded, and no noise is added. Two releases at different times are not protected
 * against being compared.
 */
@Startup
@ApplicationScoped
public class KAnonymity {
  private static final int LEAST = 2;

  private final int k;

  @Inject
  KAnonymity(AnonymityConfig config) {
    this(config.k());
  }

  /** For code outside CDI. */
  public KAnonymity(int k) {
    if (k < LEAST) {
      throw new IllegalArgumentException(
          "parallax.privacy.k must be " + LEAST + " or more, not " + k);
    }
    this.k = k;
  }

  /** The fewest customers of a group that is shown. */
  public int k() {
    return k;
  }

  /**
   * @param groups all parts of one whole, with those too small to be shown
   * @param fold makes one of several; of what does not add up it must say nothing
   */
  public <T> Release<T> release(
      List<Group<T>> groups, Belonging belonging, Function<List<T>, T> fold) {
    long limit = limit(groups.stream().map(Group::customers).toList(), belonging);
    List<Group<T>> withheld = groups.stream().filter(g -> g.customers() < limit).toList();
    boolean hidden = belonging.hides(withheld.stream().map(Group::customers).toList(), k);
    return new Release<>(
        groups.stream().filter(g -> g.customers() >= limit).map(Group::value).toList(),
        hidden
            ? Optional.of(fold.apply(withheld.stream().map(Group::value).toList()))
            : Optional.empty(),
        withheld.size());
  }

  /** Groups below it are left out. */
  private long limit(List<Long> counts, Belonging belonging) {
    long limit = k;
    while (true) {
      long below = limit;
      List<Long> withheld = counts.stream().filter(count -> count < below).toList();
      OptionalLong next =
          counts.stream().mapToLong(Long::longValue).filter(count -> count >= below).min();
      if (withheld.isEmpty() || belonging.hides(withheld, k) || next.isEmpty()) {
        return limit;
      }
      limit = next.getAsLong() + 1;
    }
  }
}
