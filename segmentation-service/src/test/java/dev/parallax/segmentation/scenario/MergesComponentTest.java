package dev.parallax.segmentation.scenario;

import static dev.parallax.segmentation.scenario.Events.cid;
import static dev.parallax.segmentation.scenario.Events.day;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parallax.kit.testing.WithRealServers;
import dev.parallax.segmentation.feature.Feature;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Facts of people who turn out to be one, or not to be. */
@QuarkusTest
@WithRealServers
class MergesComponentTest extends FactsOfCustomers {
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
}
