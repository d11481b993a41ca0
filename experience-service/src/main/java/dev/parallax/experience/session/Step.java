package dev.parallax.experience.session;

import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The steps of the funnel, in their order. */
public enum Step {
  VIEWED(CommerceEvents.PRODUCT_VIEWED),
  ADDED(CommerceEvents.PRODUCT_ADDED),
  CHECKOUT(CommerceEvents.CHECKOUT_STARTED),
  ORDERED(CommerceEvents.ORDER_COMPLETED);

  /** All of them, first to last. */
  public static final List<Step> ALL = List.of(values());

  private final String eventName;

  Step(String eventName) {
    this.eventName = eventName;
  }

  /** The step an event is, empty for the events that are none. */
  public static Optional<Step> of(CustomerEvent event) {
    return ALL.stream().filter(step -> event.isTrack(step.eventName)).findFirst();
  }

  /** As it stands in answers. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
