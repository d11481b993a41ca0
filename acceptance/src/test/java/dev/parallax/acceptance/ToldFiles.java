package dev.parallax.acceptance;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.card.CardLife;
import dev.parallax.local.shop.card.CardPayment;
import dev.parallax.local.shop.card.CardPlan;
import dev.parallax.local.shop.life.Channel;
import dev.parallax.local.shop.life.Occurrence;
import dev.parallax.local.shop.life.ShopLife;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A simulated life as files to be imported, counted while they are written.
 *
 * @param behaviour one Segment message on each line
 * @param payments of cards, as CSV
 */
record ToldFiles(Path behaviour, long events, long orders, long refunds, Path payments) {

  static ToldFiles write(ShopPlan plan, int payments, Path folder) throws IOException {
    Path csv = folder.resolve("payments.csv");
    List<Map<String, Object>> bodies =
        CardLife.of(CardPlan.of(plan)).stream().limit(payments).map(CardPayment::body).toList();
    try (BufferedWriter out = Files.newBufferedWriter(csv)) {
      out.write(String.join(",", bodies.getFirst().keySet()));
      out.newLine();
      for (Map<String, Object> body : bodies) {
        out.write(body.values().stream().map(Object::toString).collect(Collectors.joining(",")));
        out.newLine();
      }
    }
    return behaviour(plan, folder.resolve("behaviour.jsonl"), csv);
  }

  private static ToldFiles behaviour(ShopPlan plan, Path jsonLines, Path payments)
      throws IOException {
    long events = 0;
    long orders = 0;
    long refunds = 0;
    try (BufferedWriter out = Files.newBufferedWriter(jsonLines)) {
      for (Occurrence occurrence : new ShopLife(plan)) {
        if (occurrence.channel() == Channel.BEHAVIOUR) {
          events++;
          Object event = occurrence.body().get("event");
          orders += "Order Completed".equals(event) ? 1 : 0;
          refunds += "Order Refunded".equals(event) ? 1 : 0;
          out.write(SuiteClient.JSON.writeValueAsString(occurrence.body()));
          out.newLine();
        }
      }
    }
    return new ToldFiles(jsonLines, events, orders, refunds, payments);
  }
}
