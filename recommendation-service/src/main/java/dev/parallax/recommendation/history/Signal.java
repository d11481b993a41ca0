package dev.parallax.recommendation.history;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import java.util.Optional;

/** Something a customer does with an item, short of buying it. The code is what is stored. */
public enum Signal {
  VIEWED(1),
  CLICKED(2),
  ADDED(3),
  WISHED(4),
  REVIEWED(5);

  private final int code;

  Signal(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /**
   * @throws IllegalArgumentException for a code that stands for none
   */
  public static Signal of(int code) {
    for (Signal signal : values()) {
      if (signal.code == code) {
        return signal;
      }
    }
    throw new IllegalArgumentException("code must be that of a signal, not " + code);
  }

  /** The signal an event is, empty for any other. */
  public static Optional<Signal> of(CustomerEvent event) {
    if (!"track".equals(event.type()) || event.name() == null) {
      return Optional.empty();
    }
    return switch (event.name()) {
      case CommerceEvents.PRODUCT_VIEWED -> Optional.of(VIEWED);
      case CommerceEvents.PRODUCT_CLICKED -> Optional.of(CLICKED);
      case CommerceEvents.PRODUCT_ADDED -> Optional.of(ADDED);
      case CommerceEvents.PRODUCT_ADDED_TO_WISHLIST -> Optional.of(WISHED);
      case CommerceEvents.PRODUCT_REVIEWED -> Optional.of(REVIEWED);
      default -> Optional.empty();
    };
  }
}
