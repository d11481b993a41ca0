package dev.parallax.ingestion.consent;

import dev.parallax.contracts.profile.Purpose;
import java.time.Instant;
import java.util.Map;

/**
 * Answers somebody tells for a customer.
 *
 * @param purposes at least one
 * @param givenAt null for now
 * @param versions of the texts, as far as it was said
 * @param locale the language it was shown in, null where unknown
 * @param proof the sender's own, null where there is none
 */
record ConsentRequest(
    Map<Purpose, Boolean> purposes,
    Instant givenAt,
    Map<Purpose, Integer> versions,
    String locale,
    String proof) {}
