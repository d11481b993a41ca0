package dev.parallax.acceptance;

import dev.parallax.local.shop.truth.DemoTruth;
import dev.parallax.local.shop.truth.TruthFile;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A suite to which {@code ./parallax demo} has told a shop's life, told once for all classes that
 * want it.
 *
 * @param suite the running suite
 * @param demo exit code and output of the demo
 * @param truth what the simulator hid in the life
 */
public record ToldShop(Suite suite, Script.Result demo, DemoTruth truth) {

  private static final ToldShop SHARED = tell();

  /** The suite with the told life. */
  public static ToldShop shared() {
    return SHARED;
  }

  private static ToldShop tell() {
    Suite suite = Suite.shared();
    long began = System.nanoTime();
    try {
      Script.Result demo = suite.run("demo", "--seed", "42");
      System.out.printf("%s%ndemo: %.1f s%n", demo.output(), Suite.seconds(began));
      DemoTruth truth =
          TruthFile.read(suite.home())
              .orElseThrow(() -> new IOException("no truth: " + demo.output()));
      return new ToldShop(suite, demo, truth);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
