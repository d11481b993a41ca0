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
 * Reads a whole body into memory, never more than may be kept of it, gzip or not. Compressed and
 * expanded size are both held to that, so a small body that expands to gigabytes does no harm.
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
   * @param kept bytes, {@code limit} or more: so large a body is read, though refused, so that it
   *     can be kept
   * @throws BodyRefusedException when it is too large or not gzip though it says so
   * @throws IOException when the sender hangs up
   */
  public static byte[] read(InputStream body, String encoding, int limit, int kept)
      throws IOException, BodyRefusedException {
    byte[] sent = upTo(body, kept + 1);
    boolean plain =
        encoding == null || encoding.isBlank() || "identity".equalsIgnoreCase(encoding.trim());
    if (sent.length > kept) {
      throw tooLarge(limit, null, plain ? sent : NOTHING, sent.length + drain(body));
    }
    if (plain) {
      if (sent.length > limit) {
        throw tooLarge(limit, sent, sent, sent.length);
      }
      return sent;
    }
    if (!"gzip".equals(encoding.trim().toLowerCase(Locale.ROOT))) {
      throw new BodyRefusedException(
          new Mistake(Code.INVALID_VALUE, "Content-Encoding", "must be gzip or absent"),
          sent,
          NOTHING,
          sent.length);
    }
    return unzip(sent, limit, kept);
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

  private static byte[] unzip(byte[] sent, int limit, int kept)
      throws IOException, BodyRefusedException {
    try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(sent), CHUNK)) {
      ByteArrayOutputStream expanded = new ByteArrayOutputStream(Math.min(limit, sent.length * 4));
      byte[] chunk = new byte[CHUNK];
      for (int read = gzip.read(chunk); read >= 0; read = gzip.read(chunk)) {
        if (expanded.size() + read > kept) {
          throw tooLarge(limit, null, expanded.toByteArray(), sent.length);
        }
        expanded.write(chunk, 0, read);
      }
      byte[] whole = expanded.toByteArray();
      if (whole.length > limit) {
        throw tooLarge(limit, whole, whole, whole.length);
      }
      return whole;
    } catch (ZipException | EOFException e) {
      throw new BodyRefusedException(
          new Mistake(
              Code.BROKEN_GZIP, "body", "must be a whole gzip stream, as Content-Encoding says"),
          sent,
          NOTHING,
          sent.length);
    }
  }

  private static BodyRefusedException tooLarge(int limit, byte[] payload, byte[] head, long size) {
    return new BodyRefusedException(
        new Mistake(
            Code.TOO_LARGE, "body", "must have at most " + limit + " bytes after decompression"),
        payload,
        head,
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
