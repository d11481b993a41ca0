package dev.parallax.ingestion.profile;

/**
 * Who says an answer.
 *
 * @param trusted whether it may be said for anybody; else a yes undoes no refusal that the firm
 *     recorded
 * @param speaker the pseudonym that a yes is taken from only while it is the customer's own; null
 *     where that needs no look
 */
public record Voice(boolean trusted, String speaker) {
  /** Of services, staff, and keys that no page has. */
  public static final Voice TRUSTED = new Voice(true, null);
}
