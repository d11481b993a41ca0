package dev.parallax.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.secrets.SecretsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The browser tracker in a shop's page of another origin: a visitor agrees, gets annoyed and
 * leaves, and the suite has counted each of it once.
 */
@Order(36)
class TrackerIT {
  private static final Suite SUITE = Suite.shared();
  private static final SuiteClient CLIENT = SUITE.client();

  private static Chromium chromium;
  private static PageServer shop;
  private static String writeKey;

  private Chromium.Tab tab;
  private Page page;
  private FlakyDoor door;

  @BeforeAll
  static void openTheShop() throws IOException {
    chromium = Chromium.start();
    shop = new PageServer(Path.of("."));
    writeKey = SecretsFile.read(SUITE.home()).writeKey();
  }

  @AfterAll
  static void closeTheShop() {
    if (shop != null) {
      shop.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void openAPage() {
    tab = chromium.open();
    page = tab.page();
  }

  @AfterEach
  void closeThePage() {
    tab.close();
    door.close();
  }

  @Test
  void nothingIsStoredOrSentBeforeTheVisitorAgreesAndThenEverythingThatAnnoysThemArrivesOnce()
      throws IOException {
    enter("", false);
    Counts before = Counts.now(CLIENT);
    page.locator("#add").click();
    page.evaluate("parallax.flush()");
    assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
    assertThat(page.evaluate("document.cookie")).isEqualTo("");
    assertThat(door.calls()).isEmpty();

    page.locator("#agree").click();
    page.locator("#add").click();
    page.locator("#nothing").click(new Locator.ClickOptions().setClickCount(3));
    page.waitForCondition(() -> seen("Dead Clicked")); // whoever goes on at once is not stuck
    page.locator("[name=street]").pressSequentially("Secret Street");
    page.locator("[name=email]").pressSequentially("nobody");
    page.evaluate("document.getElementById('address').reportValidity()");
    page.locator("#break").click();
    page.locator("#other").click();
    page.waitForCondition(() -> seen("Products Searched") && seen("Form Abandoned"));
    page.navigate("about:blank");
    page.waitForCondition(() -> vitals().size() >= 6);

    assertThat(properties("Rage Clicked").path("clicks").asInt()).isEqualTo(3);
    assertThat(properties("Rage Clicked").path("text").asText()).isEqualTo("Buy now");
    assertThat(properties("Dead Clicked").path("element").asText()).isEqualTo("button#nothing");
    assertThat(door.named("Dead Clicked")).as("the working button is not dead").hasSize(1);
    assertThat(properties("Form Abandoned").path("form").asText()).isEqualTo("address");
    assertThat(properties("Form Abandoned").path("fields").asInt()).isEqualTo(2);
    assertThat(properties("Form Abandoned").path("last_field").asText()).isEqualTo("email");
    assertThat(door.named("Error Shown"))
        .extracting(call -> call.at("/properties/kind").asText())
        .containsExactlyInAnyOrder("validation", "script");
    assertThat(properties("Products Searched").path("results_count").asInt()).isEqualTo(3);
    assertThat(properties("Products Searched").path("query").asText()).isEqualTo("cup for ***");
    assertThat(vitals()).contains("TTFB", "LCP", "CLS");
    assertThat(door.named("Element Clicked")).hasSizeGreaterThanOrEqualTo(6);
    assertThat(door.named("Shop Entered")).as("called before the script was there").hasSize(1);
    assertThat(door.calls())
        .allSatisfy(
            call -> {
              assertThat(call.at("/context/consent/categoryPreferences").toString())
                  .isEqualTo("{\"analytics\":true,\"marketing\":false}");
              assertThat(call.path("anonymousId").asText())
                  .isEqualTo(door.calls().getFirst().path("anonymousId").asText());
              assertThat(call.at("/context/sessionId").asText())
                  .isEqualTo(door.calls().getFirst().at("/context/sessionId").asText());
              assertThat(call.toString())
                  .doesNotContain("Secret", "nobody", "jane@example.com", "4111");
            });
    long sent = door.calls().size();
    Counts.awaitGrowth(
        CLIENT,
        before,
        Map.of("experience.events", sent, "segmentation.events", sent),
        Duration.ofSeconds(60));
    assertThat(door.refusals()).isEmpty();
    JsonNode frictions = CLIENT.get("/v1/frictions?page=/pages/shop.html").path("items");
    assertThat(frictions)
        .extracting(friction -> friction.path("kind").asText())
        .contains("rage-click", "dead-click", "form-abandon", "error");
    assertThat(frictions.toString())
        .contains("button#nothing", "form address was begun and left at the field email")
        .doesNotContain("Secret", "nobody", "jane@example.com", "4111");
    page.navigate(CLIENT.base() + "/?lang=en#token=" + SUITE.token("admin"));
    page.locator("px-frictions .list > li")
        .filter(new Locator.FilterOptions().setHasText("button#nothing"))
        .first()
        .waitFor();
  }

  @Test
  void whatAnApplicationLeavesBehindBelongsToThePageItWasOn() throws IOException {
    enter("data-consent=assumed", false);
    page.locator("[name=street]").pressSequentially("Secret Street");
    page.evaluate("document.getElementById('address').remove()");
    page.evaluate("history.pushState(null, '', '/pages/thanks')");
    page.waitForCondition(() -> seen("Form Abandoned"));
    assertThat(door.named("Form Abandoned").getFirst().at("/context/page/path").asText())
        .isEqualTo("/pages/shop.html");
    assertThat(door.last("page").at("/context/page/path").asText()).isEqualTo("/pages/thanks");
    page.navigate("about:blank");
    page.waitForCondition(() -> vitals().contains("TTFB"));
    assertThat(door.named("Web Vital Measured"))
        .as("of the page that was loaded")
        .allSatisfy(
            call ->
                assertThat(call.at("/context/page/path").asText()).isEqualTo("/pages/shop.html"));
  }

  @Test
  void whatGetsLostIsSentAgainAndCountsOnce() throws IOException {
    Counts before = Counts.now(CLIENT);
    enter("data-consent=assumed", true);
    for (int i = 0; i < 30; i++) {
      page.evaluate("i => parallax.track('Stamp Collected', { number: i })", i);
    }
    page.waitForCondition(() -> door.named("Stamp Collected").size() == 30 && door.faults() >= 4);
    // beside them: the page, and what was called early
    Counts.awaitGrowth(CLIENT, before, Map.of("experience.events", 32L), Duration.ofSeconds(60));
  }

  @Test
  void whatTwoTabsCouldNotSendIsSentByTheNextPage() throws IOException {
    tab.context().addInitScript("Navigator.prototype.sendBeacon = () => false");
    enter("data-consent=assumed", false);
    tab.context().route("**/v1/b", Route::abort);
    page.evaluate("parallax.track('Left In First Tab')");
    Page second = visit(tab.context().newPage());
    second.evaluate("parallax.track('Left In Second Tab')");
    page.navigate("about:blank");
    second.navigate("about:blank");
    assertThat(door.named("Left In First Tab")).isEmpty();

    tab.context().unroute("**/v1/b");
    visit(page);
    page.waitForCondition(() -> seen("Left In First Tab") && seen("Left In Second Tab"));
  }

  @Test
  void aNoEndsItAndIsTheLastThatIsTold() throws IOException {
    enter("data-consent=assumed", false);
    page.evaluate("parallax.flush()");
    page.waitForCondition(() -> seen("Shop Entered"));
    page.locator("#refuse").click();
    page.locator("#add").click();
    page.evaluate("parallax.flush()");
    page.waitForCondition(() -> door.last().path("type").asText().equals("identify"));
    page.locator("#add").click();
    page.navigate("about:blank");
    assertThat(door.last().at("/context/consent/categoryPreferences/analytics").asBoolean(true))
        .isFalse();
    visit(page);
    page.locator("#add").click();
    page.evaluate("parallax.flush()");
    assertThat(page.evaluate("Object.keys(localStorage).join()")).isEqualTo("px_consent");
    assertThat(door.last().path("type").asText()).isEqualTo("identify");
  }

  @Test
  void whoSignsOutOrRefusesInOneTabDoesSoInAllOfThem() throws IOException {
    enter("data-consent=assumed", false);
    page.evaluate("parallax.identify('first')");
    Page second = visit(tab.context().newPage());
    second.waitForFunction("() => localStorage.px_user");
    JsonNode before = told(second, "Seen As The First");
    assertThat(before.path("userId").asText()).isEqualTo("first");

    page.evaluate("parallax.reset()");
    second.waitForFunction("() => !localStorage.px_user");
    JsonNode nobody = told(second, "Seen As Nobody");
    assertThat(nobody.has("userId")).isFalse();
    assertThat(nobody.path("anonymousId")).isNotEqualTo(before.path("anonymousId"));
    page.evaluate("parallax.identify('second')");
    second.waitForFunction("() => localStorage.px_user === '\"second\"'");
    assertThat(told(second, "Seen As The Second").path("userId").asText()).isEqualTo("second");

    second.evaluate("parallax.track('Left Over')");
    page.evaluate("parallax.consent({ analytics: false })");
    second.waitForFunction("() => localStorage.px_consent && !localStorage.px_anonymous");
    second.evaluate("parallax.track('Said After The No'); parallax.flush()");
    second.navigate("about:blank");
    page.waitForCondition(() -> door.heardNo("analytics"));
    assertThat(page.evaluate("Object.keys(localStorage).join()")).isEqualTo("px_consent");
    visit(second); // What was sent or kept in spite of the no is at the door before this is.
    second.evaluate("parallax.consent({ analytics: true })");
    told(second, "Said After The Yes");
    assertThat(door.named("Left Over")).isEmpty();
    assertThat(door.named("Said After The No")).isEmpty();
  }

  private static Page visit(Page by) {
    by.navigate(shop.at("/pages/shop.html").toString());
    by.waitForFunction("() => !!window.parallax?.track");
    return by;
  }

  private JsonNode told(Page by, String event) {
    // What is told while this is on its way goes right after it, so the way has to be over.
    by.evaluate("async event => { parallax.track(event); await parallax.flush(); }", event);
    by.waitForCondition(() -> seen(event));
    return door.named(event).getFirst();
  }

  @Test
  void globalPrivacyControlIsNoAssumedYes() throws IOException {
    page.addInitScript(
        "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true })");
    enter("data-consent=assumed", false);
    page.locator("#add").click();
    page.evaluate("parallax.flush()");
    assertThat(page.evaluate("localStorage.length")).isEqualTo(0);
    assertThat(door.calls()).isEmpty();

    page.evaluate("parallax.consent({ analytics: true, marketing: true }); parallax.flush()");
    page.waitForCondition(() -> seen("Shop Entered"));
    assertThat(door.last().at("/context/consent/categoryPreferences").toString())
        .isEqualTo("{\"analytics\":true,\"marketing\":false,\"personalization\":false}");
  }

  /** Loads the shop's page with the tracker as the suite serves it. */
  private void enter(String attributes, boolean faulty) throws IOException {
    door = new FlakyDoor(SUITE.door(), faulty);
    String settings =
        "data-write-key=%s data-host=http://%s/v1 %s"
            .formatted(writeKey, door.authority(), attributes);
    shop.tag(
        """
        const script = document.createElement('script');
        script.src = '%s/v1/parallax.js';
        for (const setting of '%s'.trim().split(' ')) script.setAttribute(...setting.split(/=(.*)/));
        document.head.append(script);
        """
            .formatted(SUITE.door(), settings));
    visit(page);
  }

  private boolean seen(String event) {
    return !door.named(event).isEmpty();
  }

  private JsonNode properties(String event) {
    return door.named(event).getFirst().path("properties");
  }

  private List<String> vitals() {
    return door.named("Web Vital Measured").stream()
        .map(call -> call.at("/properties/metric").asText())
        .toList();
  }
}
