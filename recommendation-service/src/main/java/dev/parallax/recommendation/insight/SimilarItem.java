package dev.parallax.recommendation.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.contracts.Phrase;

/**
 * An item that is like another.
 *
 * @param similarity in (0, 1]; of each source on a scale of its own
 * @param source learned from customers, or content: name, category, attributes and price
 * @param reason in words
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SimilarItem(
    String itemId, String name, String category, double similarity, String source, Phrase reason) {}
