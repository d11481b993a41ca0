package dev.parallax.acceptance;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, driven by Playwright; nothing is downloaded. */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

  /** {@code required} where a missing browser is a mistake, as in CI. */
  private static final String REQUIRED = System.getenv("PARALLAX_TEST_BROWSER");

  /** Skips the tests of a machine that has none. */
  static Chromium start() {
    Optional<Path> program = onThePath();
    Assumptions.assumeTrue(
        program.isPresent() || "required".equals(REQUIRED),
        "chromium is not on the PATH: the pages are not tested");
    Playwright playwright = Playwright.create();
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(
                        program.orElseThrow(
                            () -> new IllegalStateException("no chromium on the PATH: install it")))
                    .setArgs(List.of("--no-sandbox"))));
  }

  /**
   * A page that knows nothing of the others.
   *
   * @param complaints what the browser complained about so far: exceptions, errors, warnings
   */
  record Tab(BrowserContext context, Page page, List<String> complaints) implements AutoCloseable {
    @Override
    public void close() {
      context.close();
    }
  }

  Tab open() {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("en-GB"));
    Page page = context.newPage();
    List<String> complaints = new ArrayList<>();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text() + " at " + message.location());
          }
        });
    return new Tab(context, page, complaints);
  }

  @Override
  public void close() {
    playwright.close();
  }

  private static Optional<Path> onThePath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin");
    return Arrays.stream(path.split(":"))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
