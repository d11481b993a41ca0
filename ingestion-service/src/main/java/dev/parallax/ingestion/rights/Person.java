package dev.parallax.ingestion.rights;

import java.util.List;

/**
 * All pseudonyms of one person.
 *
 * @param cid the one they have by now
 */
record Person(String cid, List<String> cids) {
  Person {
    cids = List.copyOf(cids);
  }
}
