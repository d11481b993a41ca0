package dev.parallax.segmentation.scenario;

import static dev.parallax.segmentation.scenario.Events.cid;
import static dev.parallax.segmentation.scenario.Events.day;

import dev.parallax.segmentation.scenario.Events.Line;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** 40 regulars, 40 who came once long ago, 40 who buy in bulk; and 5 who have not bought. */
final class Shop {
  private Shop() {}

  /** Sends their events and waits until they have arrived. */
  static void open(Service service) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      for (int order = 0; order < 12; order++) {
        records.add(
            Events.order(
                cid("regular-" + i),
                "r" + i + "-" + order,
                "" + (40 + i),
                day(100 + 20.0 * order + i / 10.0),
                new Line("p" + order % 5, "c" + order % 5, 2)));
      }
      records.add(
          Events.order(
              cid("once-" + i), "o" + i, "" + (15 + i / 10), day(20 + i), new Line("p1", "c1", 1)));
      for (int order = 0; order < 3; order++) {
        records.add(
            Events.order(
                cid("bulk-" + i),
                "b" + i + "-" + order,
                "" + (200 + 5 * i),
                day(150 + 50.0 * order + i / 10.0),
                new Line("p1", "c1", 60 + i)));
      }
    }
    for (int i = 0; i < 5; i++) {
      records.add(Events.view(cid("looker-" + i), day(300)));
    }
    List<ProducerRecord<String, byte[]>> profiles = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      for (String kind : List.of("regular-", "once-", "bulk-", "looker-")) {
        if (!kind.equals("looker-") || i < 5) {
          profiles.add(Events.profile(cid(kind + i), true, day(1)));
        }
      }
    }
    service.send(profiles);
    service.send(records);
    Service.awaitCount("orders", 640);
    Service.awaitCount("customers", 125);
    // Profiles come by a topic of their own, and nobody is segmented before their consent is in.
    Service.awaitNumber("select count(*) from customer where analytics", 125);
  }
}
