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

/** The Chromium of this machine, driven by Playwright; nothing is downloaded. */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

  static Chromium start() {
    Playwright playwright = Playwright.create();
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(onThePath())
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

  private static Path onThePath() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin");
    return Arrays.stream(path.split(":"))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no chromium on the PATH: install it"));
  }
}
