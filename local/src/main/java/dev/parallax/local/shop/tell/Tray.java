package dev.parallax.local.shop.tell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Collects until a request is full.
 *
 * <p>Segment's API takes batches of up to 500 KB. Orders of a big family are large, so the weight
 * of what is in a tray counts too, estimated by its product lines.
 */
final class Tray {

  private static final int MOST_LINES = 1_800;

  private final Teller teller;
  private final Door door;
  private List<Map<String, Object>> batch = new ArrayList<>();
  private int lines;

  Tray(Teller teller, Door door) {
    this.teller = teller;
    this.door = door;
  }

  void add(Map<String, Object> body) throws IOException {
    batch.add(body);
    if (body.get("properties") instanceof Map<?, ?> properties
        && properties.get("products") instanceof List<?> products) {
      lines += products.size();
    }
    if (batch.size() >= door.size() || lines >= MOST_LINES) {
      send();
    }
  }

  void send() throws IOException {
    if (!batch.isEmpty()) {
      teller.tell(door, batch);
      batch = new ArrayList<>();
      lines = 0;
    }
  }
}
