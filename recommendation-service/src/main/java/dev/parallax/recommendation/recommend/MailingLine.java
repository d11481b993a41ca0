package dev.parallax.recommendation.recommend;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One line of a mailing.
 *
 * @param userId as it was asked for
 * @param recommendation null where it could not be made
 * @param error why not; the lines after it are not made either
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MailingLine(String userId, Recommendation recommendation, String error) {}
