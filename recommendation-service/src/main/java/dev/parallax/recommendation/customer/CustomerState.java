package dev.parallax.recommendation.customer;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.Required;

/**
 * What is known of a customer beside their behaviour.
 *
 * @param cid the pseudonym that the rows are under, after merges
 * @param personalization the explicit answer, null for none
 * @param segment null where the customer is in none
 */
public record CustomerState(String cid, Boolean personalization, Segment segment) {
  /** A segment by its id and name. */
  public record Segment(String id, Phrase name) {}

  public CustomerState {
    Required.text("cid", cid);
  }
}
