package dev.parallax.fraud.transaction;

/** Of whom there is an answer on consent, or a merge. */
public interface KnownCustomers {
  /** False also where it cannot be said yet, as while the topology starts. */
  boolean isKnown(String cid);
}
