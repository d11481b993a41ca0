package dev.parallax.ingestion.quarantine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import dev.parallax.ingestion.vault.VaultCipher;
import java.util.Base64;

/**
 * What a replay is to do, as its job keeps it: sealed, since patches and replacements may hold
 * personal data.
 */
record ReplayRequest(Selection select, Patch patch) {
  private static final String SEALED = "sealed";

  ObjectNode toParams(String jobId, VaultCipher cipher) {
    byte[] sealed = cipher.seal(EventJson.write(this), owner(jobId));
    return JsonNodeFactory.instance
        .objectNode()
        .put(SEALED, Base64.getEncoder().encodeToString(sealed));
  }

  static ReplayRequest of(ObjectNode params, String jobId, VaultCipher cipher) {
    byte[] sealed = Base64.getDecoder().decode(params.path(SEALED).asText());
    return EventJson.read(cipher.open(sealed, owner(jobId)), ReplayRequest.class);
  }

  private static String owner(String jobId) {
    return "replay:" + jobId;
  }
}
