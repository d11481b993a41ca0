package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.secrets.SecretsFile;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The SDKs that teams already have, as npm has them, over a network that loses answers: they try
 * again, and each event counts once.
 */
@Order(35)
class SdkIT {
  private static final Suite SUITE = Suite.shared();
  private static final SuiteClient CLIENT = SUITE.client();
  private static final int CUSTOMERS = 8;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static NodePackages packages;
  private static String writeKey;

  private FlakyDoor door;
  private Counts before;
  private String prefix;

  @BeforeAll
  static void install() throws IOException {
    packages = NodePackages.install(SUITE.home().root().resolve("acceptance/target/sdk"));
    writeKey = SecretsFile.read(SUITE.home()).writeKey();
  }

  @BeforeEach
  void openTheDoor() throws IOException {
    door = new FlakyDoor(SUITE.door(), true);
    before = Counts.now(CLIENT);
    prefix = "sdk-" + Long.toHexString(System.nanoTime());
  }

  @AfterEach
  void closeTheDoor() {
    door.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"segment-node.js", "rudder-node.js"})
  void aServersEventsArriveOnce(String script) throws IOException {
    Script.Result sent =
        packages.node(
            script, "http://" + door.authority(), writeKey, prefix, Integer.toString(CUSTOMERS));

    assertThat(sent.exit()).as(sent.output()).isZero();
    assertThat(door.calls()).hasSize(6 * CUSTOMERS);
    assertArrivedOnce(CUSTOMERS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&batching=yes"})
  void aPagesEventsArriveOnceFromAnotherOrigin(String more) throws IOException {
    try (PageServer shop = new PageServer(packages.folder());
        Chromium chromium = Chromium.start();
        Chromium.Tab tab = chromium.open()) {
      tab.page()
          .navigate(
              shop.at("/pages/segment.html")
                  + "?host=%s&key=%s&prefix=%s%s"
                      .formatted(door.authority(), writeKey, prefix, more));
      tab.page().waitForCondition(() -> door.calls().size() == 5);
      assertArrivedOnce(1);
    }
    assertThat(door.calls())
        .extracting(call -> call.path("type").asText())
        .containsExactlyInAnyOrder("page", "track", "identify", "group", "track");
  }

  @Test
  void theAddressOfTheSuiteIsAllThatAnalyticsJsNeeds() throws IOException {
    try (PageServer shop = new PageServer(packages.folder());
        Chromium chromium = Chromium.start();
        Chromium.Tab tab = chromium.open()) {
      tab.page()
          .navigate(
              shop.at("/pages/segment.html")
                  + "?cdn=%s&key=%s&prefix=%s".formatted(SUITE.door(), writeKey, prefix));
      assertGrowth(5, 1);
      assertThat(tab.complaints()).isEmpty();
    }
  }

  private void assertArrivedOnce(int orders) {
    assertThat(door.faults()).as("answers that were lost").isGreaterThanOrEqualTo(2);
    assertGrowth(door.calls().size(), orders);
    assertThat(door.refusals()).isEmpty();
  }

  private void assertGrowth(long events, long orders) {
    Map<String, Long> expected = new LinkedHashMap<>();
    for (String service : List.of("segmentation", "experience")) {
      expected.put(service + ".events", events);
      expected.put(service + ".orders", orders);
    }
    expected.put("recommendation.orders", orders);
    Counts.awaitGrowth(CLIENT, before, expected, LIMIT);
  }
}
