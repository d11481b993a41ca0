package dev.parallax.recommendation.recommend;

import java.math.BigDecimal;
import java.util.List;

/**
 * The body of {@code POST /v1/recommendations/mailing}.
 *
 * @param userIds to whom, 1 to 10,000
 * @param categories only items of these
 * @param minPrice only items of this price and above, in the catalog's currency
 * @param maxPrice only items of this price and below
 * @param exclude items that are in every mail anyway, at most 1,000
 * @param n how many items for each, 1 to 100, 10 where it is left out
 */
public record MailingRequest(
    List<String> userIds,
    List<String> categories,
    BigDecimal minPrice,
    BigDecimal maxPrice,
    List<String> exclude,
    Integer n) {}
