package dev.parallax.ingestion.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A schema worked out from what was seen, which counts once somebody accepts it.
 *
 * @param observed events it was made of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Draft(String event, long observed, Instant createdAt, ObjectNode schema) {}
