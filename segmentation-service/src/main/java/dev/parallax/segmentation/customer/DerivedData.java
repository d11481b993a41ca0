package dev.parallax.segmentation.customer;

import java.util.Collection;

/** What is made of customers' data elsewhere in this service, and must go with their consent. */
public interface DerivedData {
  /** Keeps others from making it anew until the transaction ends. Call it before any write. */
  void lock();

  /** Deletes it, and tells whoever was told of it. */
  void remove(Collection<String> cids);
}
