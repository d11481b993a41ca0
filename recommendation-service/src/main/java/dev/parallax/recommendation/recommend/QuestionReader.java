package dev.parallax.recommendation.recommend;

import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.recommendation.occasion.Context;
import dev.parallax.recommendation.offer.ListSize;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes questions of requests. They are checked as a whole, so that a caller learns of every
 * mistake at once.
 */
final class QuestionReader {
  private static final int LONGEST_ID = 256;
  private static final int LONGEST_SURFACE = 64;
  private static final String NO_NUL = " without U+0000";
  private static final int LONGEST_QUERY = 500;
  private static final int LARGEST_BASKET = 200;
  private static final int MOST_CATEGORIES = 100;
  private static final int MOST_CANDIDATES = 1_000;
  private static final BigDecimal HIGHEST_PRICE = new BigDecimal("1e12");

  private final RecommendationRequest request;
  private final List<FieldError> errors = new ArrayList<>();

  private QuestionReader(RecommendationRequest request) {
    this.request = request;
  }

  /**
   * @throws RuntimeException a 400 problem naming each field that is wrong
   */
  static Question read(RecommendationRequest request) {
    if (request == null) {
      throw Problems.invalid("body", "must be an object with basket, an array of item ids");
    }
    return new QuestionReader(request).read();
  }

  private Question read() {
    checkId("userId", request.userId());
    checkId("anonymousId", request.anonymousId());
    checkId("itemId", request.itemId());
    checkIds("basket", request.basket(), LARGEST_BASKET);
    checkIds("session", request.session(), LARGEST_BASKET);
    checkIds("candidates", request.candidates(), MOST_CANDIDATES);
    checkIds("exclude", request.exclude(), MOST_CANDIDATES);
    checkIds("categories", request.categories(), MOST_CATEGORIES);
    checkText("query", request.query(), LONGEST_QUERY, "words to look for");
    checkText("surface", request.surface(), LONGEST_SURFACE, "such as home");
    checkPrices();
    if (request.n() != null && !ListSize.isAllowed(request.n())) {
      wrong("n", ListSize.expected() + ", not " + request.n());
    }
    Context context = request.occasion();
    checkOccasion(context);
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    return question(context);
  }

  private Question question(Context context) {
    return new Question(
        context,
        request.userId(),
        request.anonymousId(),
        set(request.basket()),
        request.itemId(),
        request.relation() == null ? Relation.ANY : request.relation(),
        list(request.session()),
        request.query(),
        list(request.candidates()),
        new Filter(
            set(request.categories()),
            request.minPrice(),
            request.maxPrice(),
            !Boolean.FALSE.equals(request.inStock()),
            set(request.candidates())),
        set(request.exclude()),
        request.n() == null ? ListSize.DEFAULT : request.n(),
        surface(context));
  }

  /** A mail is a mail wherever it was asked for, unless staff only look at it. */
  private String surface(Context context) {
    return request.surface() == null
            || context == Context.EMAIL && !request.surface().equals(Question.CONSOLE)
        ? context.wireName()
        : request.surface();
  }

  /** Each occasion needs what it is about. */
  private void checkOccasion(Context context) {
    if (context == null) {
      wrong(
          "basket",
          "must have at least one item id, or context must be given; without either use GET");
      return;
    }
    switch (context) {
      case BASKET -> {
        if (request.basket() == null) {
          wrong("basket", "must have at least one item id in the context basket");
        }
      }
      case PRODUCT -> {
        if (request.itemId() == null) {
          wrong("itemId", "must be the item at hand in the context product");
        }
      }
      case SEARCH -> {
        if (request.query() == null
            && request.candidates() == null
            && request.categories() == null) {
          wrong("query", "must be given in the context search, or categories, or candidates");
        }
      }
      case SESSION -> {
        if (request.session() == null
            && request.anonymousId() == null
            && request.userId() == null) {
          wrong("session", "must have at least one item id, or anonymousId must be given");
        }
      }
      case EMAIL -> {
        if (request.userId() == null) {
          wrong("userId", "must be given in the context email: a mail is to somebody");
        }
      }
      case HOME -> {
        // About nothing in particular.
      }
    }
  }

  private void checkPrices() {
    checkPrice("minPrice", request.minPrice());
    checkPrice("maxPrice", request.maxPrice());
    if (request.minPrice() != null
        && request.maxPrice() != null
        && request.minPrice().compareTo(request.maxPrice()) > 0) {
      wrong("maxPrice", "must not be below minPrice");
    }
  }

  private void checkPrice(String field, BigDecimal price) {
    if (price != null && (price.signum() < 0 || price.compareTo(HIGHEST_PRICE) > 0)) {
      wrong(field, "must be a price of 0 or more");
    }
  }

  private void checkIds(String field, List<String> ids, int most) {
    if (ids == null) {
      return;
    }
    if (ids.isEmpty()) {
      wrong(
          field,
          field.equals("basket")
              ? "must have at least one item id; without a basket use GET with userId"
              : "must have at least one element, or be left out");
      return;
    }
    if (ids.size() > most) {
      wrong(field, "must have at most " + most + " items, not " + ids.size());
      return;
    }
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      if (id == null || isNone(id, LONGEST_ID)) {
        wrong(field + "[" + i + "]", "must be 1 to " + LONGEST_ID + " characters" + NO_NUL);
      }
    }
  }

  private void checkId(String field, String id) {
    if (id != null && isNone(id, LONGEST_ID)) {
      wrong(field, "must be 1 to " + LONGEST_ID + " characters" + NO_NUL + ", or left out");
    }
  }

  private void checkText(String field, String text, int longest, String what) {
    if (text != null && isNone(text, longest)) {
      wrong(field, "must be 1 to " + longest + " characters" + NO_NUL + ", " + what);
    }
  }

  /** PostgreSQL has no U+0000, and what is shown is kept. */
  private static boolean isNone(String text, int longest) {
    return text.isBlank() || text.length() > longest || text.indexOf('\0') >= 0;
  }

  private void wrong(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  private static Set<String> set(List<String> ids) {
    return ids == null ? Set.of() : new LinkedHashSet<>(ids);
  }

  private static List<String> list(List<String> ids) {
    return ids == null ? List.of() : List.copyOf(ids);
  }
}
