package dev.parallax.kit.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.privacy.PrivacyAnswered;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.kit.service.ServiceIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the receipts of this service. */
@ApplicationScoped
public class Answers {
  /** A part becomes a third longer as text, and a record takes 8 MiB. */
  private static final int PART_BYTES = 4 * 1024 * 1024;

  private final ServiceIdentity service;
  private final Clock clock;

  Answers(ServiceIdentity service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  /** The one receipt of an erasure. */
  public PrivacyAnswered erased(PrivacyRequested request, Map<String, Long> counts) {
    return answer(request, counts, 1, 1, null);
  }

  /** Receipts that hold the data between them, each readable by the request's recipient only. */
  public List<PrivacyAnswered> handedOver(PrivacyRequested request, ObjectNode data) {
    Map<String, Long> counts = new TreeMap<>();
    data.properties().forEach(what -> counts.put(what.getKey(), count(what.getValue())));
    byte[] json = EventJson.write(data);
    int parts = Math.max(1, Math.ceilDiv(json.length, PART_BYTES));
    List<PrivacyAnswered> answers = new ArrayList<>(parts);
    for (int part = 1; part <= parts; part++) {
      byte[] plain =
          Arrays.copyOfRange(
              json, (part - 1) * PART_BYTES, Math.min(json.length, part * PART_BYTES));
      byte[] sealed = SealedBox.seal(plain, request.recipient(), id(request, part));
      answers.add(answer(request, counts, part, parts, sealed));
    }
    return answers;
  }

  private static long count(JsonNode what) {
    return what.isArray() ? what.size() : 1;
  }

  private PrivacyAnswered answer(
      PrivacyRequested request, Map<String, Long> counts, int part, int parts, byte[] data) {
    return new PrivacyAnswered(
        id(request, part),
        request.id(),
        request.cid(),
        service.name(),
        request.kind(),
        counts,
        part,
        parts,
        data,
        clock.instant());
  }

  private String id(PrivacyRequested request, int part) {
    return request.id() + ":" + service.name() + ":" + part;
  }
}
