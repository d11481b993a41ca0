package dev.parallax.ingestion.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.source.Authority;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the caller asked for, as the job keeps it.
 *
 * @param mapping its name; of the firm's own with its version, so that a later one does not change
 *     what is under way
 * @param authority how far whoever sent it is believed about people
 * @param file where the file lies, null: in the spool, which is emptied afterwards
 */
record ImportRequest(
    String mapping,
    String file,
    String source,
    Authority authority,
    Set<Purpose> consent,
    long limit,
    Instant receivedAt) {
  private static final String ANSWERS = "mayAnswer";

  static ImportRequest of(ObjectNode params) {
    Set<Purpose> consent = EnumSet.noneOf(Purpose.class);
    params.path("consent").forEach(purpose -> consent.add(Purpose.parse(purpose.asText())));
    return new ImportRequest(
        params.path("mapping").asText(),
        params.path("file").asText(null),
        params.path("source").asText(),
        params.path(ANSWERS).asBoolean(true) ? Authority.FULL : Authority.FULL.withoutConsent(),
        consent,
        params.path("limit").asLong(),
        Instant.parse(params.path("receivedAt").asText()));
  }

  /** The same of a file that stays where it is. */
  ImportRequest of(Path file) {
    return new ImportRequest(
        mapping, file.toAbsolutePath().toString(), source, authority, consent, limit, receivedAt);
  }

  ObjectNode toParams() {
    ObjectNode params =
        JsonNodeFactory.instance
            .objectNode()
            .put("mapping", mapping)
            .put("file", file)
            .put("source", source)
            .put(ANSWERS, authority.consent())
            .put("limit", limit)
            .put("receivedAt", receivedAt.toString());
    ArrayNode purposes = params.putArray("consent");
    consent.forEach(purpose -> purposes.add(purpose.wireName()));
    return params;
  }
}
