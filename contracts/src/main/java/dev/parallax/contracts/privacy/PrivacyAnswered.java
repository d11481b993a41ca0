package dev.parallax.contracts.privacy;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A service has done what was asked of it: the receipt.
 *
 * @param cid as in the request
 * @param service who answers, {@code segmentation}
 * @param counts how much was erased or handed over, by what; the same in every part
 * @param part from 1; an erasure has one part, an export as many as fit into records
 * @param data of an export: this part, encrypted for the request's recipient
 * @param occurredAt when the service was done
 */
public record PrivacyAnswered(
    String id,
    String requestId,
    String cid,
    String service,
    PrivacyRequested.Kind kind,
    Map<String, Long> counts,
    int part,
    int parts,
    byte[] data,
    Instant occurredAt)
    implements ParallaxEvent {
  public PrivacyAnswered {
    Required.text("id", id);
    Required.text("requestId", requestId);
    Required.text("cid", cid);
    Required.text("service", service);
    Required.value("kind", kind);
    Required.value("occurredAt", occurredAt);
    counts = counts == null ? Map.of() : Map.copyOf(new TreeMap<>(counts));
    if (part < 1 || part > parts) {
      throw new IllegalArgumentException("part must be between 1 and parts");
    }
    if ((kind == PrivacyRequested.Kind.EXPORT) != (data != null)) {
      throw new IllegalArgumentException("data must be given for an export, and only for one");
    }
  }

  @Override
  public String key() {
    return cid;
  }
}
