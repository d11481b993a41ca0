package dev.parallax.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * An answer of HTTP/1.1 as its bytes arrive, in pieces of any length: its status, and where it
 * ends. Its body may have a length or come in chunks, as long as it likes: it is passed over and
 * not kept.
 */
final class Answer {
  private static final int STATUS_FROM = "HTTP/1.1 ".length();
  private static final int STATUS_LENGTH = 3;
  private static final int NO_CONTENT = 204;
  private static final int UNKNOWN = -1;

  /** What the next bytes are of. */
  private enum Part {
    STATUS,
    HEADERS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    WHOLE
  }

  private final StringBuilder line = new StringBuilder();
  private Part part = Part.STATUS;
  private int status;
  private long length = UNKNOWN;
  private boolean chunked;
  private long left;

  /**
   * Reads on.
   *
   * @return the status once the answer is whole, else 0
   * @throws IOException where it does not tell where it ends
   */
  int take(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining() && part != Part.WHOLE) {
      if (part == Part.BODY || part == Part.CHUNK) {
        passOver(bytes);
        continue;
      }
      char next = (char) (bytes.get() & 0xff);
      if (next == '\n') {
        read(line.toString().strip());
        line.setLength(0);
      } else {
        line.append(next);
      }
    }
    return part == Part.WHOLE ? status : 0;
  }

  private void passOver(ByteBuffer bytes) {
    int some = (int) Math.min(left, bytes.remaining());
    bytes.position(bytes.position() + some);
    left -= some;
    if (left == 0) {
      part = part == Part.BODY ? Part.WHOLE : Part.CHUNK_END;
    }
  }

  private void read(String text) throws IOException {
    switch (part) {
      case STATUS -> {
        status = Integer.parseInt(text.substring(STATUS_FROM, STATUS_FROM + STATUS_LENGTH));
        part = Part.HEADERS;
      }
      case HEADERS -> {
        if (text.isEmpty()) {
          beginBody();
        } else {
          header(text.toLowerCase(Locale.ROOT));
        }
      }
      case CHUNK_SIZE -> {
        left = Long.parseLong(text.split(";", 2)[0].strip(), 16);
        part = left == 0 ? Part.TRAILERS : Part.CHUNK;
      }
      case CHUNK_END -> {
        if (!text.isEmpty()) {
          throw new IOException("a chunk is longer than it said");
        }
        part = Part.CHUNK_SIZE;
      }
      case TRAILERS -> part = text.isEmpty() ? Part.WHOLE : Part.TRAILERS;
      case BODY, CHUNK, WHOLE -> throw new IllegalStateException(part + " has no lines");
    }
  }

  private void header(String text) {
    int colon = text.indexOf(':');
    String value = text.substring(colon + 1).strip();
    switch (text.substring(0, Math.max(colon, 0))) {
      case "content-length" -> length = Long.parseLong(value);
      case "transfer-encoding" -> chunked = value.endsWith("chunked");
      default -> {
        // Says nothing of where the answer ends.
      }
    }
  }

  private void beginBody() throws IOException {
    if (chunked) {
      part = Part.CHUNK_SIZE;
      return;
    }
    left = status == NO_CONTENT ? 0 : length;
    if (left == UNKNOWN) {
      throw new IOException("an answer neither of a length nor in chunks");
    }
    part = left == 0 ? Part.WHOLE : Part.BODY;
  }
}
