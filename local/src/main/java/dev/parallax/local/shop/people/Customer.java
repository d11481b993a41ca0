package dev.parallax.local.shop.people;

import dev.parallax.local.shop.goods.Department;
import dev.parallax.local.shop.goods.Product;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A person with an account.
 *
 * @param idPrefix begins the ids of what this person does; the userId is not in it, for ids are not
 *     personal and travel as they are
 * @param pace factor on the kind's days between visits
 * @param appetite factor on the kind's basket
 * @param departments what this person buys from
 * @param tasteSums running sums of the weights of {@code departments}
 * @param favourites products bought again and again
 * @param chinese whether this person writes Chinese
 * @param first first moment in the shop
 * @param last after which this person never comes again
 */
public record Customer(
    int index,
    String userId,
    String idPrefix,
    Kind kind,
    double pace,
    double appetite,
    List<Department> departments,
    double[] tasteSums,
    List<Product> favourites,
    boolean chinese,
    Consent consent,
    Instant first,
    Instant last) {

  public Customer {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(consent, "consent");
    departments = List.copyOf(departments);
    favourites = List.copyOf(favourites);
    if (departments.size() != tasteSums.length) {
      throw new IllegalArgumentException("a taste per department");
    }
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("last must not be before first");
    }
  }

  public Habits habits() {
    return kind.habits();
  }

  /** Mean days between two visits of this person. */
  public double visitGapDays() {
    return habits().visitGapDays() * pace;
  }
}
