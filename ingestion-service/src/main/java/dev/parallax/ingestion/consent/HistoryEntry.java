package dev.parallax.ingestion.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.contracts.profile.Purpose;
import java.time.Instant;

/**
 * One answer and what shows that it was given.
 *
 * @param origin api, staff, segment-call, gpc or import
 * @param source the name of the write key, or the role of who told it
 * @param definitionVersion of the text that was answered; absent where there was none yet
 * @param definitionStated whether the sender named it; otherwise it is the one that was in force
 * @param page path of the page, without its query
 * @param agent families of browser and system
 * @param proof the sender's own: the id of the call, a form
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(
    String id,
    Purpose purpose,
    boolean answer,
    Instant givenAt,
    Instant receivedAt,
    String origin,
    String source,
    Integer definitionVersion,
    boolean definitionStated,
    String locale,
    String page,
    String agent,
    String proof) {}
