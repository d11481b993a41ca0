package dev.parallax.ingestion.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.profile.Purpose;
import java.time.Instant;

/**
 * What people are asked for a purpose.
 *
 * @param basis {@code consent}: used only after a yes; {@code legitimate-interest}: used unless
 *     objected to
 * @param validFrom when it came into force
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Definition(
    Purpose purpose, int version, Phrase text, String basis, Instant validFrom) {
  Definition(Purpose purpose, int version, Phrase text, Instant validFrom) {
    this(
        purpose,
        version,
        text,
        purpose == Purpose.FRAUD_PREVENTION ? "legitimate-interest" : "consent",
        validFrom);
  }
}
