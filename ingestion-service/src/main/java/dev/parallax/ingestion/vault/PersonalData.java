package dev.parallax.ingestion.vault;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.Required;

/**
 * What the vault keeps of a person.
 *
 * @param userId null for a visitor who has not signed in
 * @param traits personal ones only
 */
public record PersonalData(String cid, String userId, ObjectNode traits) {
  public PersonalData {
    Required.text("cid", cid);
    Required.value("traits", traits);
  }
}
