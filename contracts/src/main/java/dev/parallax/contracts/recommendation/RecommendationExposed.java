package dev.parallax.contracts.recommendation;

import dev.parallax.contracts.PersonalEvent;
import dev.parallax.contracts.Reason;
import dev.parallax.contracts.Required;
import java.time.Instant;
import java.util.List;

/**
 * A list of items that was answered to a caller.
 *
 * @param surface where it is shown: home, product, basket, …
 */
public record RecommendationExposed(
    String id,
    String cid,
    String surface,
    List<Item> items,
    String modelVersion,
    Instant occurredAt)
    implements PersonalEvent {

  /**
   * @param rank from 1
   * @param strategy where the candidate came from
   */
  public record Item(String itemId, int rank, String strategy, double score, List<Reason> reasons) {
    public Item {
      Required.text("itemId", itemId);
      Required.text("strategy", strategy);
      reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }
  }

  public RecommendationExposed {
    Required.text("id", id);
    Required.text("cid", cid);
    Required.text("surface", surface);
    Required.text("modelVersion", modelVersion);
    Required.value("occurredAt", occurredAt);
    items = List.copyOf(Required.value("items", items));
  }

  @Override
  public String key() {
    return cid;
  }

  @Override
  public List<String> customers() {
    return List.of(cid);
  }

  @Override
  public Instant knownAt() {
    return occurredAt;
  }
}
