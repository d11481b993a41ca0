package dev.parallax.ingestion.identity;

import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.List;

/**
 * Somebody gave a further identifier of theirs.
 *
 * @param pseudonyms of the value: by the present secret, then by older ones
 */
public record Given(
    String cid, String type, List<String> pseudonyms, IdentityConfig.Identifier rules, Instant at) {
  public Given {
    Required.text("cid", cid);
    Required.text("type", type);
    Required.value("rules", rules);
    Required.value("at", at);
    pseudonyms = List.copyOf(pseudonyms);
  }

  /** The pseudonym it is kept under from now on. */
  public String pseudonym() {
    return pseudonyms.getFirst();
  }
}
