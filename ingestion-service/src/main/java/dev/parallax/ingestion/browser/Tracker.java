package dev.parallax.ingestion.browser;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The tracker as it is sent: without indentation and without lines of comment. A minifier was
 * rejected, since what visitors run should be readable and this does without one.
 *
 * @param script as UTF-8
 * @param zipped the same in gzip
 * @param tag changes with the script
 */
record Tracker(byte[] script, byte[] zipped, String tag) {
  private static final String SOURCE = "/tracker/parallax.js";

  static Tracker load() {
    try (InputStream source = Tracker.class.getResourceAsStream(SOURCE)) {
      String script =
          new String(source.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("//"))
              .collect(Collectors.joining("\n", "", "\n"));
      byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new Tracker(bytes, zip(bytes), HexFormat.of().formatHex(digest, 0, 8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }

  private static byte[] zip(byte[] script) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (OutputStream gzip = new BestGzip(zipped)) {
      gzip.write(script);
    }
    return zipped.toByteArray();
  }

  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
