package dev.parallax.ingestion.privacy;

import java.util.List;

/**
 * Whom an input is about: what must not appear in anything that leaves, and what stands for it.
 *
 * @param identifiers real ids the input names the person by
 */
public record Subject(String cid, List<String> identifiers) {
  /** Shorter ids would be found in everything. */
  private static final int SHORTEST_SEARCHED = 6;

  public Subject {
    identifiers = identifiers.stream().filter(i -> i.length() >= SHORTEST_SEARCHED).toList();
  }

  /** The text with the person's own ids replaced by the pseudonym. */
  public String pseudonymise(String text) {
    String result = text;
    for (String identifier : identifiers) {
      if (result.contains(identifier)) {
        result = result.replace(identifier, cid);
      }
    }
    return result;
  }
}
