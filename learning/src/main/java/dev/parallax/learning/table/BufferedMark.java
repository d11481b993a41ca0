package dev.parallax.learning.table;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Looks at the first bytes of a stream without taking them. */
final class BufferedMark {
  private static final int FIRST = 0x1f;
  private static final int SECOND = 0x8b;

  private final BufferedInputStream stream;

  BufferedMark(InputStream stream) {
    this.stream = new BufferedInputStream(stream, 1 << 16);
  }

  /** RFC 1952: gzip begins with these two bytes, and no text does. */
  boolean isGzip() throws IOException {
    stream.mark(2);
    boolean gzip = stream.read() == FIRST && stream.read() == SECOND;
    stream.reset();
    return gzip;
  }

  InputStream stream() {
    return stream;
  }
}
