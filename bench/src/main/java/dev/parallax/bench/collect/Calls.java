package dev.parallax.bench.collect;

import dev.parallax.bench.load.Requests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What shops send: events of customers and of visitors, each with what was answered on consent as
 * the browser tracker has it, and in a batch now and then somebody who signs in, which joins a
 * visitor to a customer and brings personal data for the vault. Single calls are events only.
 *
 * <p>Requests as bytes, made beforehand: only the message ids are written anew each time, so that
 * the generator costs little of the processor it shares with the service.
 */
final class Calls {
  private static final int CUSTOMERS = 20_000;
  private static final int ITEMS = 5_000;
  private static final int VARIANTS = 64;
  private static final int EVENTS_A_SIGN_IN = 50;
  private static final int ID_LENGTH = 12;
  private static final String ID = "@".repeat(ID_LENGTH);
  private static final String CONSENT =
      "\"consent\":{\"categoryPreferences\":{\"analytics\":true,\"marketing\":false}}";
  private static final String[] EVENTS = {
    "Product Viewed", "Product Added", "Product Clicked", "Products Searched"
  };

  private final Random random = new Random(11);
  private final List<Template> batches = new ArrayList<>(VARIANTS);
  private final List<Template> singles = new ArrayList<>(VARIANTS);
  private final String authorization;
  private long id;
  private int turn;

  /** A request and the places of its ids. */
  private record Template(byte[] bytes, int[] ids) {}

  /**
   * @param perBatch calls in a batch
   */
  Calls(String writeKey, int perBatch) {
    this.authorization = Requests.basic(writeKey);
    for (int variant = 0; variant < VARIANTS; variant++) {
      StringBuilder batch = new StringBuilder("{\"batch\":[");
      for (int i = 0; i < perBatch; i++) {
        batch.append(i == 0 ? "" : ",").append(call(i));
      }
      batches.add(template("/v1/batch", batch.append("]}").toString()));
      singles.add(template("/v1/track", event()));
    }
  }

  ByteBuffer batch() {
    return stamped(batches.get(turn++ % VARIANTS));
  }

  ByteBuffer single() {
    return stamped(singles.get(turn++ % VARIANTS));
  }

  /** Events as they are in the requests, for the bare producer. */
  List<byte[]> lines(int count) {
    List<byte[]> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      lines.add(call(i).getBytes(StandardCharsets.UTF_8));
    }
    return lines;
  }

  private String call(int place) {
    return place % EVENTS_A_SIGN_IN == 0 ? signIn() : event();
  }

  private String signIn() {
    int customer = random.nextInt(CUSTOMERS);
    return """
        {"type":"identify","messageId":"%s","userId":"u-%d","anonymousId":"v-%d","timestamp":"2026-01-31T12:00:00.000Z",\
        "traits":{"email":"u-%d@shop.example","plan":"gold"},"context":{"locale":"en-GB",%s}}"""
        .formatted(ID, customer, customer, customer, CONSENT);
  }

  private String event() {
    int item = random.nextInt(ITEMS);
    boolean known = random.nextInt(10) < 7;
    return """
        {"type":"track","messageId":"%s","%s":"%s-%d","event":"%s","timestamp":"2026-01-31T12:00:00.000Z",\
        "properties":{"product_id":"P%d","name":"Mug %d","category":"Kitchen","price":%d.5,"currency":"EUR"},\
        "context":{"page":{"path":"/p/%d"},"locale":"en-GB","library":{"name":"parallax.js","version":"1"},%s}}"""
        .formatted(
            ID,
            known ? "userId" : "anonymousId",
            known ? "u" : "v",
            random.nextInt(CUSTOMERS),
            EVENTS[random.nextInt(EVENTS.length)],
            item,
            item,
            item % 90,
            item,
            CONSENT);
  }

  private Template template(String path, String body) {
    byte[] bytes = Requests.post(path, authorization, body);
    String request = new String(bytes, StandardCharsets.US_ASCII);
    List<Integer> ids = new ArrayList<>();
    for (int at = request.indexOf(ID); at >= 0; at = request.indexOf(ID, at + ID_LENGTH)) {
      ids.add(at);
    }
    return new Template(bytes, ids.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Ids of letters, since many digits may be a phone number and cost a hash. */
  private ByteBuffer stamped(Template template) {
    byte[] bytes = template.bytes().clone();
    for (int at : template.ids()) {
      long rest = id++;
      for (int i = 0; i < ID_LENGTH; i++) {
        bytes[at + i] = (byte) ('a' + (rest & 15));
        rest >>= 4;
      }
    }
    return ByteBuffer.wrap(bytes);
  }
}
