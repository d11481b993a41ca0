package dev.parallax.kit.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What a service holds of people. Called within a transaction that nobody else writes in. */
public interface PersonalStore {
  /**
   * Deletes everything of a person, announcing what others have to forget by the outbox. Called
   * again for the same person it deletes what is there by then.
   *
   * @param cids all pseudonyms of one person
   * @return how many rows were deleted, by what they were
   */
  Map<String, Long> erase(List<String> cids);

  /** Everything of a person, readable: lists of rows by what they are. Changes nothing. */
  ObjectNode gather(List<String> cids);
}
