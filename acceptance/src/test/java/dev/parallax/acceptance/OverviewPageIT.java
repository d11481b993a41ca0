package dev.parallax.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.parallax.local.http.SuiteClient;
import dev.parallax.local.shop.truth.DemoTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The overview page in a real browser, over the running suite with the demo's shop in it.
 *
 * <p>What the page shows is held against what the services answer, and whatever the browser
 * complains about fails the test. Pictures are kept in {@code acceptance/target/pages}.
 */
@Order(20)
class OverviewPageIT {
  private static final ToldShop SHOP = ToldShop.shared();
  private static final DemoTruth TRUTH = SHOP.truth();
  private static final SuiteClient CLIENT = SHOP.suite().client();
  private static final Path PICTURES =
      SHOP.suite().home().root().resolve("acceptance/target/pages");
  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  private static Chromium chromium;
  private static String token;

  private Chromium.Tab tab;
  private Page page;

  @BeforeAll
  static void openABrowser() throws IOException {
    token = SHOP.suite().token("admin");
    Files.createDirectories(PICTURES);
    chromium = Chromium.start();
    PlaywrightAssertions.setDefaultAssertionTimeout(Duration.ofSeconds(20).toMillis());
  }

  @AfterAll
  static void closeTheBrowser() {
    chromium.close();
  }

  @BeforeEach
  void openAPage() {
    tab = chromium.open();
    page = tab.page();
  }

  @AfterEach
  void theBrowserHadNothingToComplainAbout() {
    tab.close();
    assertThat(tab.complaints()).isEmpty();
  }

  @Test
  void aTokenOpensThePageAndSomethingElseDoesNot() {
    page.navigate(CLIENT.base().toString());
    Locator field = page.getByLabel("Token");
    field.fill("not a token");
    button("Sign in").click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("This is not a token");

    field.fill(token);
    button("Sign in").click();

    assertThat(heading("Widest gaps")).isVisible();
    assertThat(page.getByText("All services up")).isVisible();
    button("Sign out").click();
    assertThat(page.getByLabel("Token")).isVisible();
    assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
  }

  @Test
  void theLiveRateMovesWhenSomebodyDoesSomething() {
    open("en");
    Locator rate = page.locator("px-live .rate");
    assertThat(rate).isVisible();
    long before = accepted();

    int[] sent = {0};
    Awaitility.await("a rate above zero")
        .pollInSameThread() // the browser is driven by one thread
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              view("browser-" + sent[0]++);
              return Double.parseDouble(rate.innerText().replace(",", "")) > 0;
            });

    page.waitForCondition(() -> accepted() >= before + sent[0]);
  }

  @Test
  void segmentsAreThereWithNamesAndSizes() throws IOException {
    open("en");
    Locator rows = page.locator("px-segments li");
    JsonNode segments = CLIENT.get("/v1/segmentations/current/segments").path("items");
    assertThat(rows).hasCount(segments.size());
    for (JsonNode segment : segments) {
      Locator row =
          rows.filter(new Locator.FilterOptions().setHasText(segment.at("/name/en").asText()));
      assertThat(row).containsText("%,d customers".formatted(segment.path("size").asLong()));
    }
  }

  @Test
  void aCustomerIsLookedUpWithSegmentAndReasonedRecommendations() throws IOException {
    String userId = aCustomer();
    JsonNode segment = CLIENT.get("/v1/customers/segment?userId=" + userId);
    JsonNode offers =
        CLIENT.get("/v1/recommendations?surface=console&n=5&userId=" + userId).path("items");
    assertThat(offers.size()).isEqualTo(5);
    open("en");

    page.getByLabel("User id").fill(userId);
    button("Look up").click();

    Locator found = page.locator("px-customer");
    assertThat(found.locator(".who h3")).hasText(segment.at("/segment/name/en").asText());
    assertThat(found).containsText("Model " + segment.path("modelVersion").asText());
    assertThat(found.locator(".who px-reasons li").first()).isVisible();
    Locator items = found.locator(".items > li");
    assertThat(items).hasCount(5);
    for (int i = 0; i < offers.size(); i++) {
      assertThat(items.nth(i)).containsText(offers.path(i).path("name").asText());
      assertThat(items.nth(i).locator("px-reasons li").first()).hasText(Pattern.compile(".{10,}"));
    }
    found.screenshot(new Locator.ScreenshotOptions().setPath(PICTURES.resolve("customer.png")));
  }

  @Test
  void whoIsInNoSegmentIsToldWhy() {
    open("en");
    Map<String, String> answers =
        Map.of(
            "nobody-has-this-id",
            "Segmentation has not seen a customer with this id.",
            TRUTH.refusedAnalytics().getFirst(),
            "This customer did not agree to analytics");
    answers.forEach(
        (userId, answer) -> {
          page.getByLabel("User id").fill(userId);
          // The browser writes every 404 into its console; this one is the answer asked for.
          button("Look up").click();
          assertThat(page.locator("px-customer")).containsText(answer);
          page.waitForCondition(
              () -> tab.complaints().removeIf(text -> text.contains("status of 404")));
        });
  }

  @Test
  void decisionsAreShownWithTheirReasonsAndCanBeFiltered() {
    open("en");
    Locator rows = page.locator("px-decisions .list > li");
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("Declined"))).hasCount(8);
    assertThat(rows.first().locator("px-reasons li").first()).hasText(Pattern.compile(".{10,}"));
    assertThat(rows.first()).containsText("Fraud probability");
    button("Approved").click();
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("Approved"))).hasCount(8);
  }

  @Test
  void theWidestGapComesFirstWithItsReasonsAndAnyOtherCanBeChosen() throws IOException {
    open("en");
    JsonNode gaps = CLIENT.get("/v1/gaps?limit=8").path("items");
    assertThat(gaps.at("/0/category").asText()).isEqualTo(TRUTH.overlooked());
    Locator detail = page.locator("px-gap-detail");
    for (int i : new int[] {0, gaps.size() - 1}) {
      JsonNode gap = gaps.path(i);
      if (i > 0) {
        page.getByText("All numbers").click();
        page.locator("px-gaps tbody tr").nth(i).locator("button").click();
      }
      String need = gap.path("category").asText().replaceFirst("^search:(.*)", "Search “$1”");
      assertThat(detail.locator("h3")).hasText(need);
      assertThat(detail).containsText(gap.at("/segmentName/en").asText());
      assertThat(detail.locator(".width")).hasText(points(gap.path("estimate").asDouble()));
      assertThat(detail).containsText("At least " + points(gap.path("gap").asDouble()));
      assertThat(detail.locator("px-reasons li").first()).hasText(Pattern.compile(".{10,}"));
    }
  }

  @Test
  void inChineseNothingOfThePageStaysEnglish() throws IOException {
    open("en");
    picture("overview-en");
    button("中文").click();
    assertThat(heading("最大的信息差")).isVisible();
    assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    page.getByLabel("用户 ID").fill(aCustomer());
    button("查询").click();
    assertThat(page.locator("px-customer .items > li")).hasCount(5);
    for (String words :
        List.of("h1", "h2", "px-reasons li span", "px-segments .name", "px-kpis dt", "button")) {
      for (String text : page.locator(words).allInnerTexts()) {
        if (!text.isBlank() && !text.matches("EN|NPS|[\\d .:%]+")) {
          assertThat(text).as(words).containsPattern(CHINESE);
        }
      }
    }
    picture("overview-zh");
    page.reload();
    assertThat(heading("最大的信息差")).isVisible();
  }

  @Test
  void onAPhoneNothingIsWiderThanTheScreen() {
    page.setViewportSize(390, 844);
    open("en");
    assertThat(heading("Latest fraud decisions")).isVisible();
    picture("overview-phone");
    assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
  }

  private static String points(double share) {
    String sign = share > 0 ? "+" : "";
    return "%s%.1f pts".formatted(sign, 100 * share).replace('-', '−');
  }

  private void open(String language) {
    page.navigate(CLIENT.base() + "/?lang=" + language + "#token=" + token);
    assertThat(page.locator("px-gap-detail h3")).isVisible();
    assertThat(page.locator("px-segments li").first()).isVisible();
    assertThat(page.url()).as("the token is taken out of the address").doesNotContain("token");
  }

  private void picture(String name) {
    page.locator("px-decisions .list > li").first().waitFor();
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(name + ".png")));
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  private long accepted() {
    String foot = page.locator("px-live .foot").innerText();
    return Long.parseLong(foot.replaceFirst(" accepted.*", "").replace(",", "").strip());
  }

  private static void view(String anonymousId) throws IOException {
    CLIENT.send(
        "/v1/track",
        Map.of(
            "anonymousId",
            anonymousId,
            "event",
            "Product Viewed",
            "messageId",
            "m" + System.nanoTime(),
            "timestamp",
            Instant.now().toString(),
            "properties",
            Map.of("product_id", "P-browser")));
  }

  /** One who has refused nothing. */
  private static String aCustomer() {
    return TRUTH.kinds().keySet().stream()
        .sorted()
        .filter(u -> !TRUTH.refusedAnalytics().contains(u))
        .filter(u -> !TRUTH.refusedPersonalization().contains(u))
        .findFirst()
        .orElseThrow();
  }
}
