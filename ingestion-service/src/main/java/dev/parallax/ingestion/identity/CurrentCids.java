package dev.parallax.ingestion.identity;

/** From real ids to the pseudonyms that events go out under. */
public interface CurrentCids {
  /** The cid that a userId's events belong to by now, as far as it is known. */
  String customer(String userId);

  /** The same of a visitor. */
  String visitor(String anonymousId);
}
