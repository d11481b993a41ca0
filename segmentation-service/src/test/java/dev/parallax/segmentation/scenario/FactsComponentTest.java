package dev.parallax.segmentation.scenario;

import static dev.parallax.segmentation.scenario.Events.cid;
import static dev.parallax.segmentation.scenario.Events.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.segmentation.feature.Feature;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Whatever happens on the way, what is known of a customer is what was sent. */
@QuarkusTest
@WithRealServers
class FactsComponentTest extends FactsOfCustomers {
  @Test
  void repeatedLateAndReorderedEventsGiveTheFeaturesOfTheFacts() {
    Random random = new Random(7);
    List<String> cids = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      String cid = cid("shuffled-" + round);
      cids.add(cid);
      List<ProducerRecord<String, byte[]>> all = history(cid, "");
      all.addAll(history(cid, "").subList(0, 1 + random.nextInt(8)));
      Collections.shuffle(all, random);
      if (round == 3) {
        sendCatalog();
      }
      int cut = random.nextInt(all.size());
      service.send(all.subList(0, cut));
      service.send(all.subList(cut, all.size()));
    }
    cids.forEach(this::assertFactsOf);
    Service.awaitCount("orders", 18);
    Service.awaitCount("refunds", 6);
    Service.awaitCount("customers", 6);
    assertThat(
            Service.get("/v1/segmentation/counts")
                .extract()
                .<Integer>path("monetaryMinorByCurrency.EUR"))
        .isEqualTo(6 * (1010 + 2020 + 3030 - 505));
  }

  @Test
  void theHourThatAutumnRepeatsIsKeptAsItIs() {
    java.util.TimeZone before = java.util.TimeZone.getDefault();
    java.util.TimeZone.setDefault(java.util.TimeZone.getTimeZone("Europe/Berlin"));
    try {
      String customer = cid("night-owl");
      Instant first = Instant.parse("2025-10-26T00:30:00Z");
      service.send(
          Events.order(customer, "1", "10", first),
          Events.order(customer, "2", "10", first.plusSeconds(3600)),
          Events.profile(customer, true, day(1)));
      Service.awaitCount("orders", 2);
      for (Instant at : List.of(first, first.plusSeconds(3600))) {
        assertThat(Service.number("select count(*) from purchase where occurred_at = '" + at + "'"))
            .isEqualTo(1);
      }
    } finally {
      java.util.TimeZone.setDefault(before);
    }
  }

  @Test
  void anOutageOfTheDatabaseLosesNothingAndCountsNothingTwice() {
    String customer = cid("patient");
    service.send(history(customer, "").subList(0, 4));
    Service.awaitCount("orders", 3);
    RealPostgres.kill();
    sendCatalog();
    service.send(history(customer, "").subList(2, 7));
    service.send(history(customer, "").subList(7, 10));
    RealPostgres.revive();

    assertFactsOf(customer);
    Service.awaitCount("orders", 3);
    Service.awaitCount("events", 5);
    Service.awaitCount("transactions", 2);
    Service.awaitCount("feedback", 2);
    assertThat(Service.read(Topics.deadLetter(Topics.FEEDBACK))).isEmpty();
  }

  @Test
  void anErasedCustomerIsGoneAndWhatWasOnItsWayIsNotTakenIn() {
    String customer = cid("forgotten");
    ProducerRecord<String, byte[]> onItsWay = Events.order(customer, "late", "10", day(3));
    service.send(history(customer, ""));
    await().untilAsserted(() -> assertThat(get(customer, Feature.LAST_RATING)).isEqualTo(2));
    service.send(Events.erasure(customer));
    Service.awaitCount("customers", 0);
    Service.awaitCount("orders", 0);
    service.send(onItsWay);
    service.send(Events.order(cid("neighbour"), "1", "10", day(3)));
    Service.awaitCount("customers", 1);
    assertThat(of(customer)).isEmpty();
    Service.awaitCount("orders", 1);

    service.send(
        Events.order(customer, "again", "12", day(95)),
        Events.profile(customer, true, Instant.now()));
    await().untilAsserted(() -> assertThat(get(customer, Feature.MONETARY)).isEqualTo(12));
  }

  @Test
  void theLatestAnswerOnConsentCountsWhateverTheOrderOfArrival() {
    String customer = cid("undecided");
    service.send(
        Events.order(customer, "1", "10", day(3)),
        Events.profile(customer, true, day(9)),
        Events.profile(customer, false, day(5)),
        Events.profile(customer, null, day(12)));
    await().untilAsserted(() -> assertThat(get(customer, Feature.MONETARY)).isEqualTo(10));

    service.send(Events.profile(customer, false, day(20)));
    await().untilAsserted(() -> assertThat(of(customer)).isEmpty());
  }

  @Test
  void anAbsurdOrderGoesToTheDeadLettersAndItsNeighboursAreTakenIn() {
    String customer = cid("neighbour");
    service.send(
        Events.order(customer, "x", "1e30", day(3)),
        Events.order(customer, "1", "10", day(3)),
        Events.profile(customer, true, day(1)));

    await().untilAsserted(() -> assertThat(get(customer, Feature.MONETARY)).isEqualTo(10));
    await()
        .untilAsserted(
            () ->
                assertThat(Service.read(Topics.deadLetter(Topics.CUSTOMER_EVENTS), customer))
                    .hasSize(1));
    Service.awaitCount("events", 1);
  }
}
