package dev.parallax.ingestion.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parallax.ingestion.validation.Code;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
  @Test
  void aGzipBodyIsUnzipped() throws Exception {
    assertThat(read(gzip("hello".getBytes(StandardCharsets.UTF_8)), "gzip", 100))
        .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aBodyOfExactlyTheLimitIsReadAndOneByteMoreIsNot() throws Exception {
    assertThat(read(new byte[100], null, 100)).hasSize(100);
    assertThatExceptionOfType(BodyRefusedException.class)
        .isThrownBy(() -> read(new byte[101], null, 100))
        .satisfies(
            e -> {
              assertThat(e.mistake().code()).isEqualTo(Code.TOO_LARGE);
              assertThat(e.mistake().message()).contains("100 bytes");
              assertThat(e.size()).isEqualTo(101);
              assertThat(e.payload()).as("so that it can be kept").hasSize(101);
            });
    assertThatExceptionOfType(BodyRefusedException.class)
        .isThrownBy(() -> read(gzip(new byte[200]), "gzip", 100))
        .satisfies(e -> assertThat(e.payload()).isEqualTo(new byte[200]));
    assertThatExceptionOfType(BodyRefusedException.class)
        .isThrownBy(() -> read(new byte[1_000], null, 100))
        .satisfies(
            e -> {
              assertThat(e.size()).isEqualTo(1_000);
              assertThat(e.payload()).isNull();
              assertThat(e.head()).isEqualTo(new byte[201]);
            });
  }

  @Test
  void aBodyIsReadWholeHoweverItComes() throws Exception {
    Random random = new Random(3);
    for (int size : new int[] {0, 1, 776, 777, 1023, 1024, 1025, 16_384, 65_537, 200_000}) {
      byte[] body = new byte[size];
      random.nextBytes(body);
      assertThat(BodyReader.read(new Dripping(body), null, 200_000, 200_000)).isEqualTo(body);
    }
  }

  /** Comes in pieces. */
  private static final class Dripping extends InputStream {
    private final InputStream whole;

    Dripping(byte[] body) {
      this.whole = new ByteArrayInputStream(body);
    }

    @Override
    public int read() throws IOException {
      return whole.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      return whole.read(bytes, from, Math.min(length, 777));
    }
  }

  @Test
  void aSmallBodyThatExpandsToALargeOneIsStopped() {
    assertThatExceptionOfType(BodyRefusedException.class)
        .isThrownBy(() -> read(gzip(new byte[5_000_000]), "gzip", 10_000))
        .satisfies(e -> assertThat(e.mistake().code()).isEqualTo(Code.TOO_LARGE));
  }

  @Test
  void aBrokenGzipBodyIsRefusedWithWhatWasSent() throws IOException {
    byte[] whole = gzip("hello, hello, hello".getBytes(StandardCharsets.UTF_8));
    byte[] cut = Arrays.copyOf(whole, whole.length - 6);
    for (byte[] broken : new byte[][] {cut, "no gzip".getBytes(StandardCharsets.UTF_8), {}}) {
      assertThatExceptionOfType(BodyRefusedException.class)
          .isThrownBy(() -> read(broken, "gzip", 100))
          .satisfies(
              e -> {
                assertThat(e.mistake().code()).isEqualTo(Code.BROKEN_GZIP);
                assertThat(e.payload()).isEqualTo(broken);
              });
    }
  }

  @Test
  void anUnknownEncodingIsRefused() {
    assertThatExceptionOfType(BodyRefusedException.class)
        .isThrownBy(() -> read(new byte[1], "br", 100))
        .satisfies(e -> assertThat(e.mistake().field()).isEqualTo("Content-Encoding"));
  }

  private static byte[] read(byte[] body, String encoding, int limit)
      throws IOException, BodyRefusedException {
    return BodyReader.read(new ByteArrayInputStream(body), encoding, limit, 2 * limit);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
