package dev.parallax.ingestion.profile;

import dev.parallax.contracts.profile.Answer;
import dev.parallax.contracts.profile.Purpose;

/**
 * One answer for the history.
 *
 * @param cid the pseudonym it was given under
 */
public record GivenAnswer(String cid, Purpose purpose, Answer answer, Evidence evidence) {}
