package dev.parallax.segmentation.scenario;

import static dev.parallax.segmentation.scenario.Events.cid;
import static dev.parallax.segmentation.scenario.Events.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.catalog.CatalogItemChanged.Kind;
import dev.parallax.kit.testing.RealPostgres;
import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.segmentation.feature.Feature;
import dev.parallax.segmentation.scenario.Events.Line;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
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

  /** Three orders, two refunds, two ratings; item p4's category is known to the catalog only. */
  private static List<ProducerRecord<String, byte[]>> history(String cid, String suffix) {
    return new ArrayList<>(
        List.of(
            Events.order(cid, "1" + suffix, "10.10", day(10), new Line("p1", "tea", 2)),
            Events.order(
                cid,
                "2" + suffix,
                "20.20",
                day(40),
                new Line("p2", "cups", 1),
                new Line("p4", "", 5)),
            Events.order(
                cid,
                "3" + suffix,
                "30.30",
                day(70),
                new Line("p1", "tea", 1),
                new Line("post", "", 1)),
            Events.refund(cid, "2" + suffix, "5.05", day(72)),
            Events.transaction("t" + cid + suffix, cid, "7.00", null, day(80)),
            Events.transaction("u" + cid + suffix, cid, "10.10", "1" + suffix, day(10)),
            Events.rating(cid, 2, day(90)),
            Events.rating(cid, 5, day(20)),
            Events.view(cid, day(91)),
            Events.profile(cid, true, day(1))));
  }

  private void assertFactsOf(String cid) {
    await()
        .atMost(Duration.ofSeconds(40))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(get(cid, Feature.FREQUENCY)).isEqualTo(4);
              assertThat(get(cid, Feature.LAST_RATING)).isEqualTo(2);
              assertThat(get(cid, Feature.AVERAGE_RATING)).isEqualTo(3.5);
              assertThat(get(cid, Feature.RETURN_RATE)).isEqualTo(0.25);
              assertThat(get(cid, Feature.CATEGORY_BREADTH)).isEqualTo(3);
            });
    assertThat(get(cid, Feature.MONETARY))
        .isCloseTo(10.10 + 20.20 + 30.30 + 7 - 5.05, within(1e-9));
    assertThat(get(cid, Feature.AVERAGE_ORDER_VALUE)).isCloseTo(67.60 / 4, within(1e-9));
    assertThat(get(cid, Feature.BASKET_SIZE)).isCloseTo((2 + 6 + 1) / 3.0, within(1e-9));
    assertThat(get(cid, Feature.RECENCY)).isEqualTo(20);
    assertThat(get(cid, Feature.TENURE)).isEqualTo(90);
    assertThat(get(cid, Feature.ORDER_INTERVAL)).isCloseTo(70 / 3.0, within(1e-9));
  }

  private void sendCatalog() {
    service.send(
        Events.item("p4", "lamps", Kind.PRODUCT), Events.item("post", "postage", Kind.SERVICE));
  }

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
  void everythingOfAVisitorMovesToTheCustomerOnceAndWhatComesLaterFollows() {
    sendCatalog();
    String visitor = Events.PSEUDONYMS.anonymous("browser-1");
    String alias = cid("old-account");
    String customer = cid("merged");
    List<ProducerRecord<String, byte[]>> all = history(customer, "m");
    List<ProducerRecord<String, byte[]>> moved = new ArrayList<>();
    for (String from : List.of(visitor, alias)) {
      moved.add(history(from, "m").get(from.equals(visitor) ? 0 : 1));
    }
    service.send(moved);
    Service.awaitCount("orders", 2);
    ProducerRecord<String, byte[]> merge = Events.merge(visitor, alias);
    service.send(merge, merge, Events.merge(alias, customer));
    await().untilAsserted(() -> assertThat(redirects()).isEqualTo(2));
    service.send(Events.merge(customer, visitor));
    service.send(
        List.of(
            history(visitor, "m").get(2),
            history(alias, "m").get(3),
            all.get(4),
            all.get(5),
            all.get(6),
            history(visitor, "m").get(7),
            all.get(8),
            history(alias, "m").get(9)));

    assertFactsOf(customer);
    assertThat(redirects()).as("a merge in a circle changes nothing").isEqualTo(2);
    assertThat(of(alias)).isEmpty();
    Service.awaitCount("anonymous", 0);
    Service.awaitCount("customers", 1);
    Service.awaitCount("orders", 3);
  }

  private static int redirects() {
    return Service.number("select count(*) from redirect");
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
  void aVisitorsOldRefusalDoesNotTakeOutWhoHasAgreedSince() {
    String customer = cid("agreed-since");
    String visitor = Events.PSEUDONYMS.anonymous("agreed-since");
    service.send(
        Events.order(customer, "1", "10", day(3)),
        Events.profile(customer, true, day(9)),
        Events.answered(visitor, false, day(5), day(20)),
        Events.merge(visitor, customer));
    await().untilAsserted(() -> assertThat(redirects()).isEqualTo(1));
    Service.awaitNumber("select count(*) from customer where analytics_at is not null", 1);
    await().untilAsserted(() -> assertThat(get(customer, Feature.MONETARY)).isEqualTo(10));
  }

  @Test
  void aVisitorOfTwoPeopleIsNotMergedIntoOnePerson() {
    String device = Events.PSEUDONYMS.anonymous("shared-tablet");
    String first = cid("first-user");
    String second = cid("second-user");
    service.send(
        Events.order(device, "a", "10", day(1)),
        Events.profile(first, true, day(1)),
        Events.profile(second, true, day(1)));
    Service.awaitCount("orders", 1);
    service.send(Events.merge(device, first), Events.merge(device, second));
    Service.awaitCount("anonymous", 0);
    service.send(Events.order(device, "b", "25", day(2)));

    await().untilAsserted(() -> assertThat(get(second, Feature.MONETARY)).isEqualTo(25));
    await().untilAsserted(() -> assertThat(get(first, Feature.MONETARY)).isEqualTo(10));
  }

  @Test
  void aSplitGivesBackWhatCameUnderThePseudonymAndKeepsTheRest() {
    String ann = cid("ann");
    String ben = cid("ben");
    service.send(
        Events.order(ann, "1", "10", day(1)),
        Events.order(ben, "1", "25", day(2)),
        Events.order(ben, "2", "3", day(3)),
        Events.rating(ben, 4, day(3)),
        Events.profile(ann, true, day(1)));
    Service.awaitCount("orders", 3);
    service.send(Events.merge(ben, ann, 1));
    Service.awaitCount("customers", 1);
    service.send(Events.order(ben, "3", "5", day(4))); // On its way since before.
    Service.awaitNumber("select count(*) from purchase where cid = '" + ann + "'", 3);

    service.send(Events.split(ann, ben, 2), Events.merge(ben, ann, 1));

    await().untilAsserted(() -> assertThat(get(ben, Feature.MONETARY)).isEqualTo(3));
    assertThat(get(ben, Feature.LAST_RATING)).isEqualTo(4);
    assertThat(get(ann, Feature.MONETARY)).as("told of by both, and come since").isEqualTo(30);
    service.send(Events.order(ben, "4", "7", day(5)));
    await().untilAsserted(() -> assertThat(get(ben, Feature.MONETARY)).isEqualTo(10));
    service.send(Events.merge(ben, ann, 3));
    await().untilAsserted(() -> assertThat(get(ann, Feature.MONETARY)).isEqualTo(40));
    assertThat(of(ben)).isEmpty();
  }

  @Test
  void aMergeThatIsHeardOfAfterItsSplitChangesNothing() {
    String ann = cid("ann");
    String ben = cid("ben");
    service.send(Events.split(ann, ben, 2));
    Service.awaitNumber("select count(*) from parted", 1);
    service.send(
        Events.merge(ben, ann, 1),
        Events.order(ann, "1", "10", day(1)),
        Events.order(ben, "2", "25", day(2)),
        Events.profile(ann, true, day(1)));
    await().untilAsserted(() -> assertThat(get(ben, Feature.MONETARY)).isEqualTo(25));
    await().untilAsserted(() -> assertThat(get(ann, Feature.MONETARY)).isEqualTo(10));
    assertThat(redirects()).isZero();
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
