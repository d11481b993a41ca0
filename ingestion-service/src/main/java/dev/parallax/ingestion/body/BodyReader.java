package dev.parallax.ingestion.body;

import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads a whole body into memory, never more than its limit, gzip or not. Compressed and expanded
 * size are both held to the limit, so a small body that expands to gigabytes does no harm.
 */
public final class BodyReader {
  /**
   * So much of a body that is too large is read on and thrown away, so that its sender gets to see
   * the answer.
   */
  private static final long DRAINED = 64L * 1024 * 1024;

  private static final int CHUNK = 16 * 1024;
  private static final int SMALL = 1024;
  private static final byte[] NOTHING = {};

  private BodyReader() {}

  /**
   * @param encoding the header Content-Encoding, may be null
   * @param limit bytes after decompression
   * @throws BodyRefusedException when it is too large or not gzip though it says so
   * @throws IOException when the sender hangs up
   */
  public static byte[] read(InputStream body, String encoding, int limit)
      throws IOException, BodyRefusedException {
    byte[] sent = upTo(body, limit + 1);
    if (sent.length > limit) {
      throw tooLarge(limit, sent.length + drain(body));
    }
    if (encoding == null || encoding.isBlank() || "identity".equalsIgnoreCase(encoding.trim())) {
      return sent;
    }
    if (!"gzip".equals(encoding.trim().toLowerCase(Locale.ROOT))) {
      throw new BodyRefusedException(
          new Mistake(Code.INVALID_VALUE, "Content-Encoding", "must be gzip or absent"),
          sent,
          sent.length);
    }
    return unzip(sent, limit);
  }

  /**
   * As {@link InputStream#readNBytes(int)}, which takes 16 KiB of memory for a body of some hundred
   * bytes: a third of all that a single call allocated.
   */
  private static byte[] upTo(InputStream body, int most) throws IOException {
    byte[] head = new byte[Math.min(most, SMALL)];
    int size = body.readNBytes(head, 0, head.length);
    byte[] rest = size < head.length ? NOTHING : body.readNBytes(most - size);
    byte[] whole = Arrays.copyOf(head, size + rest.length);
    System.arraycopy(rest, 0, whole, size, rest.length);
    return whole;
  }

  private static byte[] unzip(byte[] sent, int limit) throws IOException, BodyRefusedException {
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent), CHUNK)) {
      ByteArrayOutputStream expanded = new ByteArrayOutputStream(Math.min(limit, sent.length * 4));
      byte[] chunk = new byte[CHUNK];
      for (int read = gzip.read(chunk); read >= 0; read = gzip.read(chunk)) {
        if (expanded.size() + read > limit) {
          throw tooLarge(limit, sent.length);
        }
        expanded.write(chunk, 0, read);
      }
      return expanded.toByteArray();
    } catch (ZipException | EOFException e) {
      throw new BodyRefusedException(
          new Mistake(
              Code.BROKEN_GZIP, "body", "must be a whole gzip stream, as Content-Encoding says"),
          sent,
          sent.length);
    }
  }

  private static BodyRefusedException tooLarge(int limit, long size) {
    return new BodyRefusedException(
        new Mistake(
            Code.TOO_LARGE, "body", "must have at most " + limit + " bytes after decompression"),
        null,
        size);
  }

  private static long drain(InputStream body) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long drained = 0;
    while (drained < DRAINED) {
      int read = body.read(chunk);
      if (read < 0) {
        break;
      }
      drained += read;
    }
    return drained;
  }
}
