package dev.parallax.experience.friction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.experience.world.Api;
import dev.parallax.experience.world.Events;
import dev.parallax.experience.world.Sending;
import dev.parallax.experience.world.Store;
import dev.parallax.experience.world.Tracker;
import dev.parallax.kit.privacy.PersonalStore;
import dev.parallax.kit.testing.WithRealServers;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tracker's events through the real broker, and what is told of them. */
@QuarkusTest
@WithRealServers
class FrictionComponentTest extends Sending {
  private static final Instant NOON = Instant.parse("2026-04-02T12:00:00Z");
  private static final String APRIL = "/v1/frictions?from=2026-04-01&to=2026-05-01";
  private static final String ANN = "c_" + "a".repeat(32);
  private static final String BEN = "c_" + "b".repeat(32);
  private static final String VISITOR = "a_" + "f".repeat(32);
  private static final Tracker CHECKOUT = new Tracker(ANN, "S", "/checkout/");

  @Inject PersonalStore personal;

  /** Waits for it, so that what is sent next meets it in the database. */
  private void take(Collection<CustomerEvent> events) {
    long before = Api.count("events");
    sender.send(events);
    await().untilAsserted(() -> assertThat(Api.count("events")).isEqualTo(before + events.size()));
  }

  private void take(CustomerEvent... events) {
    take(List.of(events));
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }

  @Test
  void reasonsSayWhatItWasWithHowOftenAndNeverWhoItWas() {
    List<CustomerEvent> events = new ArrayList<>();
    events.add(CHECKOUT.abandon(at(9), "address", "zip"));
    events.add(CHECKOUT.scriptError(at(1), "no user " + ANN));
    events.add(CHECKOUT.fieldRefused(at(2), "zip"));
    events.add(CHECKOUT.fieldRefused(at(3), "zip"));
    events.add(CHECKOUT.resourceMissing(at(4), "https://cdn.example/a.png"));
    events.add(CHECKOUT.vital(at(5), "INP", 501));
    events.add(CHECKOUT.vital(at(5), "LCP", 2_600));
    events.add(CHECKOUT.dead(at(6), "button#pay"));
    for (int n = 0; n < 5; n++) {
      Tracker search = new Tracker("c_%032x".formatted(n), "S", "/search");
      events.add(search.search(at(n), "Yoga mats!", 0));
      events.add(search.search(at(n), n < 4 ? "Jane Doe" : "cup for ***", 0));
      events.add(search.search(at(n), "lamp", 3));
    }
    take(events);
    assertThat(reasons("form-abandon"))
        .containsExactly("form address was begun and left at the field zip: 1 times, 1 customers");
    assertThat(reasons("error"))
        .containsExactlyInAnyOrder(
            "field zip was not accepted: 2 times, 1 customers",
            "script error “no user [id]” at https://www.shop.example/checkout/:23: 1 times, 1 customers",
            "https://cdn.example/a.png could not be loaded: 1 times, 1 customers");
    assertThat(reasons("dead-click"))
        .containsExactly("nothing happened on a click on button#pay: 1 times, 1 customers");
    assertThat(reasons("slow-page"))
        .containsExactly("INP was above 500 ms in 1 of 1 visits; three in four had at most 501 ms");
    assertThat(reasons("empty-search"))
        .as("what few have searched for, or was masked, may say who they are")
        .containsExactly(
            "searching for “yoga mat” found nothing: 5 times, 5 customers",
            "other words, or too rare to be told: 5 times");
    JsonPath search = Api.get(APRIL + "&page=/search");
    assertThat(search.getString("items[0].reasons[0].text.zh"))
        .isEqualTo("搜索“yoga mat”无结果：5 次，5 位客户");
    assertThat(search.getString("items[0].ranked.code")).isEqualTo("too-few-to-compare");
    assertThat(search.<Object>get("items[0].impact")).isNull();
    assertThat(search.<Object>get("items[0].trend")).as("nobody came in March").isNull();
  }

  private static List<String> reasons(String kind) {
    return Api.get(APRIL + "&kind=" + kind).getList("items[0].reasons.text.en");
  }

  @Test
  void whatComesLateAgainOrFromOthersCountsWhereItBelongs() {
    CustomerEvent rage = CHECKOUT.rage(at(60), "button#pay");
    take(rage, CHECKOUT.on("/").page(at(0)));
    take(CHECKOUT.page(at(30)), CHECKOUT.dead(at(5), "img"), CHECKOUT.rage(at(70), "button#pay"));
    CustomerEvent other = CHECKOUT.rage(at(80), "button#pay");
    other.context().putObject("library").put("name", "analytics.js");
    CustomerEvent outside = new Tracker(ANN, null, "/checkout").rage(at(81), "button#pay");
    sender.send(rage); // Once more: it is not counted below.
    take(other, outside);
    JsonPath rages = Api.get(APRIL + "&kind=rage-click");
    assertThat(rages.<String>getList("items.page")).containsExactly("/checkout");
    numbers(rages, "items[0].", "customers", 1, "visits", 1, "times", 2, "pageVisits", 1);
    assertThat(
            Store.number(
                "select extract(epoch from min(seen_at) - timestamptz '%s') from page_visit v join page p on p.id = v.page_id where path = '/checkout'"
                    .formatted(NOON)))
        .isEqualTo(5);
  }

  static void numbers(JsonPath list, String at, Object... namesAndValues) {
    for (int i = 0; i < namesAndValues.length; i += 2) {
      assertThat(list.getLong(at + namesAndValues[i]))
          .as(list.getString("items.page") + at + namesAndValues[i])
          .isEqualTo(((Number) namesAndValues[i + 1]).longValue());
    }
  }

  @Test
  void aVisitorsFrictionsAreTheCustomersTheyTurnOutToBe() {
    Tracker visitor = new Tracker(VISITOR, "S", "/checkout");
    take(
        visitor.rage(at(0), "button#pay"),
        visitor.vital(at(1), "LCP", 5_000),
        CHECKOUT.rage(at(20), "button#pay"),
        CHECKOUT.vital(at(21), "LCP", 100));
    assertThat(Api.get(APRIL + "&kind=rage-click").getLong("items[0].customers")).isEqualTo(2);
    sender.send(Events.merge(VISITOR, ANN, NOON));
    await()
        .untilAsserted(
            () ->
                numbers(
                    Api.get(APRIL + "&kind=rage-click"),
                    "items[0].",
                    "customers",
                    1,
                    "visits",
                    1,
                    "times",
                    2,
                    "pageVisits",
                    1));
    take(visitor.rage(at(30), "button#pay"));
    numbers(Api.get(APRIL + "&kind=rage-click"), "items[0].", "customers", 1, "times", 3);
    numbers(
        Api.get(APRIL + "&kind=slow-page"),
        "items[0].",
        "customers",
        1,
        "visits",
        1,
        "pageVisits",
        1);
  }

  @Test
  void whoRefusesIsInNoNumberAndWhoIsErasedIsForgottenWithTheirWords() {
    Tracker ben = new Tracker(BEN, "S", "/checkout");
    take(
        CHECKOUT.rage(at(0), "button#pay"),
        CHECKOUT.on("/only-ann").scriptError(at(1), "secret of ann"),
        ben.rage(at(0), "button#pay"));
    JsonPath archive = new JsonPath(personalData().toString());
    assertThat(archive.<String>getList("frictions.detail"))
        .containsExactlyInAnyOrder("button#pay", "secret of ann");
    assertThat(archive.<String>getList("pages.path"))
        .containsExactlyInAnyOrder("/checkout", "/only-ann");

    sender.send(Events.consent(ANN, false, NOON));
    await().untilAsserted(() -> assertThat(Api.get(APRIL).getList("items")).hasSize(1));
    numbers(Api.get(APRIL), "items[0].", "customers", 1, "pageVisits", 1);
    sender.send(Events.consent(ANN, true, NOON.plusSeconds(1)));
    await().untilAsserted(() -> assertThat(Api.get(APRIL).getList("items")).hasSize(2));

    sender.send(Events.erasure(Instant.now(), ANN));
    await().untilAsserted(() -> assertThat(Api.get(APRIL).getList("items")).hasSize(1));
    for (String table : Store.tablesOf("customer_id")) {
      assertThat(
              Store.number(
                  "select count(*) from %s f join customer c on c.id = f.customer_id where c.cid = '%s'"
                      .formatted(table, ANN)))
          .as(table)
          .isZero();
    }
    assertThat(Store.number("select count(*) from page")).isEqualTo(1);
    assertThat(Store.number("select count(*) from friction_cause")).isEqualTo(1);
    numbers(Api.get(APRIL), "items[0].", "customers", 1, "pageVisits", 1);
  }

  /** What is handed over, of every table that can hold something of somebody. */
  private ObjectNode personalData() {
    ObjectNode archive = personal.gather(List.of(ANN));
    assertThat(archive.size())
        .as("every table with customers, and who they are, but what is only waiting")
        .isEqualTo(Store.tablesOf("customer_id").size());
    return archive;
  }
}
