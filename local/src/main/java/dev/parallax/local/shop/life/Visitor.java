package dev.parallax.local.shop.life;

import java.time.Instant;
import java.util.function.Consumer;

/** Whatever makes things happen from time to time. */
interface Visitor {

  /** When it happens next. */
  Instant next();

  /**
   * Lets it happen.
   *
   * @param out takes what happened, now or later
   * @return whether there is a next time
   */
  boolean visit(Consumer<Occurrence> out);
}
