package dev.parallax.local.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.local.process.Sessions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeapsTest {
  private static final long MACHINE = 2_000;
  private static final int TAKEN = 300;

  /** Takes memory, lets go of it, and says how many mebibytes the heap has then and afterwards. */
  static final class Taker {
    private Taker() {}

    public static void main(String[] arguments) {
      List<byte[]> taken = new ArrayList<>();
      for (int i = 0; i < TAKEN; i++) {
        taken.add(new byte[1 << 20]);
      }
      System.out.print(heap() + " ");
      taken.clear();
      System.gc();
      System.out.print(heap());
    }

    private static long heap() {
      return Runtime.getRuntime().totalMemory() >> 20;
    }
  }

  @Test
  void whatLearningTookIsGivenBackByTheFirstCollection() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Sessions.java(), "-XX:+UseSerialGC"));
    command.addAll(Heaps.options(Service.RECOMMENDATION, MACHINE, Map.of()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Taker.class.getName()));
    Process taker = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(taker.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(taker.waitFor()).as(text).isZero();
    String[] mebibytes = text.split(" ");
    assertThat(Integer.parseInt(mebibytes[0])).isGreaterThan(TAKEN);
    assertThat(Integer.parseInt(mebibytes[1])).isLessThan(TAKEN * 2 / 3);
  }
}
