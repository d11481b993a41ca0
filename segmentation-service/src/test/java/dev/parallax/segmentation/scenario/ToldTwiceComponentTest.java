package dev.parallax.segmentation.scenario;

import static dev.parallax.segmentation.scenario.Events.cid;
import static dev.parallax.segmentation.scenario.Events.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.scenario.Events.Line;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** One order told of by several senders, in parts or by several customers who become one. */
@QuarkusTest
@WithRealServers
class ToldTwiceComponentTest extends FactsOfCustomers {

  @Test
  void anOrderThatBrowserAndServerBothToldOfIsOneAfterTheMerge() {
    String visitor = Events.PSEUDONYMS.anonymous("browser-2");
    String customer = cid("told-twice");
    service.send(
        Events.order(visitor, "77", "50", day(5), new Line("p1", "tea", 3)),
        Events.order(customer, "77", "50", day(5), new Line("p1", "tea", 3)),
        Events.profile(customer, true, day(1)));
    Service.awaitCount("orders", 2);
    service.send(Events.merge(visitor, customer));

    Service.awaitCount("orders", 1);
    await().untilAsserted(() -> assertThat(get(customer, Feature.MONETARY)).isEqualTo(50));
    assertThat(get(customer, Feature.BASKET_SIZE)).isEqualTo(3);
  }

  @Test
  void whatOnlyBrowserOrServerKnowsOfAnOrderStaysInWhicheverOrderTheyArrive() {
    List<ProducerRecord<String, byte[]>> told = new ArrayList<>();
    for (boolean browserFirst : new boolean[] {true, false}) {
      String customer = cid("known-in-part-" + browserFirst);
      List<ProducerRecord<String, byte[]>> both =
          List.of(
              Events.told("b" + customer, customer, "9", null, day(9), new Line("p1", "tea", 4)),
              Events.told("s" + customer, customer, "9", "40", day(9.1)));
      told.addAll(browserFirst ? both : both.reversed());
      told.add(Events.profile(customer, true, day(1)));
    }
    // One by one, so that they meet in the database.
    told.forEach(
        record -> {
          int before = Service.number("select coalesce(sum(events), 0) from intake");
          service.send(record);
          if (record.topic().equals(Topics.CUSTOMER_EVENTS)) {
            Service.awaitNumber("select coalesce(sum(events), 0) from intake", before + 1);
          }
        });
    for (boolean browserFirst : new boolean[] {true, false}) {
      String customer = cid("known-in-part-" + browserFirst);
      await().untilAsserted(() -> assertThat(get(customer, Feature.MONETARY)).isEqualTo(40));
      assertThat(get(customer, Feature.BASKET_SIZE)).isEqualTo(4);
      assertThat(get(customer, Feature.CATEGORY_BREADTH)).isEqualTo(1);
    }
  }

  @Test
  void twoVisitorsWhoToldOfTheSameOrderBecomeOneCustomerWithOneOrder() {
    String customer = cid("three-devices");
    String phone = Events.PSEUDONYMS.anonymous("phone");
    String tablet = Events.PSEUDONYMS.anonymous("tablet");
    service.send(
        Events.order(phone, "5", "50", day(5), new Line("p1", "tea", 3)),
        Events.order(tablet, "5", "60", day(6), new Line("p2", "cups", 2)),
        Events.profile(customer, true, day(1)));
    Service.awaitCount("orders", 2);
    service.send(Events.merge(phone, customer), Events.merge(tablet, customer));

    Service.awaitCount("orders", 1);
    await().untilAsserted(() -> assertThat(get(customer, Feature.MONETARY)).isEqualTo(60));
    assertThat(get(customer, Feature.BASKET_SIZE)).isEqualTo(2);
  }

  @Test
  void refundsInPartsAddUpToTheOrderAtMost() {
    String customer = cid("refunded");
    service.send(
        Events.order(customer, "1", "50", day(5)),
        Events.order(customer, "2", "20", day(6)),
        Events.refund(customer, "1", "30", day(7)),
        Events.refund(customer, "1", "30", day(8)),
        Events.profile(customer, true, day(1)));
    await().untilAsserted(() -> assertThat(get(customer, Feature.MONETARY)).isEqualTo(20));
    Service.awaitCount("refunds", 2);
    Service.get("/v1/segmentation/counts")
        .body("monetaryMinorByCurrency.EUR", org.hamcrest.Matchers.equalTo(2000));
  }
}
