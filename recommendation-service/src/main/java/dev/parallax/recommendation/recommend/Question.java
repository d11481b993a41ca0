package dev.parallax.recommendation.recommend;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.recommendation.offer.ListSize;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked: for whom, for which basket, how many, where it is shown. Checked as a whole, so
 * that a caller learns of every mistake at once.
 *
 * @param userId null for a visitor or nobody
 * @param anonymousId used where there is no userId, as in the Segment spec
 * @param basket distinct item ids, empty outside a basket
 */
record Question(String userId, String anonymousId, Set<String> basket, int n, String surface) {
  private static final int LONGEST_ID = 256;
  private static final int LONGEST_SURFACE = 64;
  private static final int LARGEST_BASKET = 200;

  /** The surface of staff who look a customer up. */
  private static final String CONSOLE = "console";

  static Question forCustomer(String userId, String anonymousId, int n, String surface) {
    List<FieldError> errors = new ArrayList<>();
    checkId("userId", userId, errors);
    checkId("anonymousId", anonymousId, errors);
    checkSurface(surface, errors);
    return orProblem(
        errors, new Question(userId, anonymousId, Set.of(), n, surface(surface, "home")));
  }

  static Question forBasket(BasketRequest request) {
    if (request == null) {
      throw Problems.invalid("body", "must be an object with basket, an array of item ids");
    }
    List<FieldError> errors = new ArrayList<>();
    checkId("userId", request.userId(), errors);
    checkId("anonymousId", request.anonymousId(), errors);
    checkSize(request.n(), errors);
    checkSurface(request.surface(), errors);
    checkBasket(request.basket(), errors);
    Set<String> basket = errors.isEmpty() ? new LinkedHashSet<>(request.basket()) : Set.of();
    return orProblem(
        errors,
        new Question(
            request.userId(),
            request.anonymousId(),
            basket,
            request.n() == null ? ListSize.DEFAULT : request.n(),
            surface(request.surface(), "basket")));
  }

  /**
   * Whether the answer is shown to the customer. What only staff look at is no exposure: announced
   * as one it would count as an offer, and every look-up would make a gap look narrower.
   */
  boolean isSeenByTheCustomer() {
    return !surface.equals(CONSOLE);
  }

  private static void checkBasket(List<String> basket, List<FieldError> errors) {
    if (basket == null || basket.isEmpty()) {
      errors.add(
          new FieldError(
              "basket", "must have at least one item id; without a basket use GET with userId"));
      return;
    }
    if (basket.size() > LARGEST_BASKET) {
      errors.add(
          new FieldError(
              "basket", "must have at most " + LARGEST_BASKET + " items, not " + basket.size()));
      return;
    }
    for (int i = 0; i < basket.size(); i++) {
      String item = basket.get(i);
      if (item == null || item.isBlank() || item.length() > LONGEST_ID) {
        errors.add(
            new FieldError(
                "basket[" + i + "]", "must be an item id of 1 to " + LONGEST_ID + " characters"));
      }
    }
  }

  private static void checkId(String field, String id, List<FieldError> errors) {
    if (id != null && (id.isBlank() || id.length() > LONGEST_ID)) {
      errors.add(new FieldError(field, "must be 1 to " + LONGEST_ID + " characters, or left out"));
    }
  }

  private static void checkSize(Integer n, List<FieldError> errors) {
    if (n != null && !ListSize.isAllowed(n)) {
      errors.add(new FieldError("n", ListSize.expected() + ", not " + n));
    }
  }

  private static void checkSurface(String surface, List<FieldError> errors) {
    if (surface != null && (surface.isBlank() || surface.length() > LONGEST_SURFACE)) {
      errors.add(
          new FieldError(
              "surface", "must be 1 to " + LONGEST_SURFACE + " characters such as home"));
    }
  }

  private static String surface(String given, String otherwise) {
    return given == null ? otherwise : given;
  }

  private static Question orProblem(List<FieldError> errors, Question question) {
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return question;
  }
}
