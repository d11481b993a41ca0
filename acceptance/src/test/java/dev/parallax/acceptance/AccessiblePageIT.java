package dev.parallax.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The overview page, full of the demo's shop, against the WCAG 2.2 rules that axe can check. */
@Order(21)
class AccessiblePageIT {
  private static final ToldShop SHOP = ToldShop.shared();

  private static Chromium chromium;
  private static String token;

  @BeforeAll
  static void openABrowser() throws IOException {
    token = SHOP.suite().token("admin");
    chromium = Chromium.start();
  }

  @AfterAll
  static void closeTheBrowser() {
    chromium.close();
  }

  @ParameterizedTest
  @CsvSource({"en,LIGHT", "en,DARK", "zh,LIGHT", "zh,DARK"})
  void everyoneCanReadIt(String language, ColorScheme scheme) throws IOException {
    try (Chromium.Tab tab = chromium.open()) {
      Page page = tab.page();
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      page.navigate("%s/?lang=%s#token=%s".formatted(SHOP.suite().door(), language, token));
      assertThat(page.locator("px-gap-detail h3")).isVisible();
      assertThat(page.locator("px-decisions .list > li").first()).isVisible();
      assertThat(page.locator("px-segments li").first()).isVisible();

      var found =
          new AxeBuilder(page)
              .setLegacyMode(
                  true) // all in this page: there are no frames, and no other tab is opened
              .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"))
              .analyze();

      assertThat(found.getPasses()).as("rules that applied").hasSizeGreaterThan(10);
      assertThat(found.getViolations())
          .extracting(rule -> rule.getId() + ": " + rule.getNodes())
          .isEmpty();
    }
  }
}
