package dev.parallax.segmentation.customer;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** For who asks: the pseudonym under which a customer is kept now. */
@ApplicationScoped
public class CurrentCid {
  private final Identities identities;

  CurrentCid(Identities identities) {
    this.identities = identities;
  }

  /** The pseudonym itself, or the one that an alias or a merge made of it. */
  public String of(String cid) {
    return identities.resolve(List.of(cid)).get(cid).cid();
  }
}
