package dev.parallax.contracts.privacy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.List;

/**
 * Every service has to erase a person, or to hand over what it holds of them.
 *
 * @param cid the pseudonym the person has by now
 * @param cids all of the person's pseudonyms, that one included
 * @param recipient of an export: the public key its data is encrypted for, so that the log never
 *     holds anything to read; null for an erasure
 * @param occurredAt when it was asked for; what was known until then is meant
 */
public record PrivacyRequested(
    String id, String cid, Kind kind, List<String> cids, byte[] recipient, Instant occurredAt)
    implements ParallaxEvent {

  /** What is asked for. */
  public enum Kind {
    @JsonProperty("erase")
    ERASE,
    @JsonProperty("export")
    EXPORT
  }

  public PrivacyRequested {
    Required.text("id", id);
    Required.text("cid", cid);
    Required.value("kind", kind);
    Required.value("occurredAt", occurredAt);
    cids = List.copyOf(Required.value("cids", cids));
    if (!cids.contains(cid)) {
      throw new IllegalArgumentException("cids must contain cid");
    }
    if ((kind == Kind.EXPORT) != (recipient != null)) {
      throw new IllegalArgumentException("recipient must be given for an export, and only for one");
    }
  }

  @Override
  public String key() {
    return cid;
  }
}
