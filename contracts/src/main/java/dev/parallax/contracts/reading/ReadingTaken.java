package dev.parallax.contracts.reading;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Required;
import java.time.Instant;

/**
 * One measurement of a sensor in the firm's rooms.
 *
 * @param device the sensor's name; not a customer's device
 * @param metric dwell, queue-length, footfall, stock, …
 * @param unit of {@code value}, may be null
 * @param place shelf, shop or category it stands at, may be null
 */
public record ReadingTaken(
    String id,
    String device,
    String metric,
    double value,
    String unit,
    String place,
    Instant occurredAt,
    Instant receivedAt,
    String source)
    implements ParallaxEvent {
  public ReadingTaken {
    Required.text("id", id);
    Required.text("device", device);
    Required.text("metric", metric);
    Required.value("occurredAt", occurredAt);
    Required.value("receivedAt", receivedAt);
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("value must be a finite number");
    }
  }

  @Override
  public String key() {
    return device;
  }
}
