package dev.parallax.ingestion.quarantine;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What a person sent that was not taken in, as it came: they may ask for it. */
@ApplicationScoped
public class RejectedOfPeople {
  /** The newest; whoever had more of them refused was no person. */
  private static final int MOST = 1_000;

  /** Of payloads, the newest; of the others the reason and the size. */
  private static final long MOST_BYTES = 8 * 1024 * 1024;

  private final RejectedQuery query;

  RejectedOfPeople(RejectedQuery query) {
    this.query = query;
  }

  public List<Rejected> find(List<String> cids) {
    return query.ofPeople(cids, MOST, MOST_BYTES);
  }
}
