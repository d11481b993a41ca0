package dev.parallax.recommendation.recommend;

import java.util.List;

/**
 * The body of {@code POST /v1/recommendations}.
 *
 * @param userId whose basket it is, may be left out
 * @param basket 1 to 200 item ids
 * @param n how many items are wanted, 1 to 100, 10 where it is left out
 * @param surface where they are shown, {@code basket} where it is left out; {@code console} is a
 *     look by staff and no exposure
 */
public record BasketRequest(
    String userId, String anonymousId, List<String> basket, Integer n, String surface) {}
