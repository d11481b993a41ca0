package dev.parallax.recommendation.upload;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The lines of an unpacked file that are not blank, however large a packed one becomes. */
final class Lines implements Closeable {
  private static final int LONGEST_LINE = 64 * 1024;
  private static final String MARK_OF_UTF_8 = "\u00ef\u00bb\u00bf";

  private final BufferedReader reader;
  private final long mostBytes;
  private long bytes;
  private long number;

  private Lines(BufferedReader reader, long mostBytes) {
    this.reader = reader;
    this.mostBytes = mostBytes;
  }

  static Lines of(Path file, long mostBytes) throws IOException, UnreadableFileException {
    // Latin 1 keeps every byte, whatever the ids are written in.
    return new Lines(
        new BufferedReader(
            new InputStreamReader(Packing.open(file, mostBytes), StandardCharsets.ISO_8859_1),
            1 << 16),
        mostBytes);
  }

  /** Of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** Null at the end. */
  String next() throws IOException, UnreadableFileException {
    String text = any();
    while (text != null && text.isBlank()) {
      text = any();
    }
    return text;
  }

  private String any() throws IOException, UnreadableFileException {
    // A line without end would fill the heap: no more of it is read than a line may have.
    StringBuilder text = new StringBuilder();
    for (int c = read(); c >= 0 || text.length() > 0; c = read()) {
      if (c < 0 || c == '\n') {
        return ++number == 1 ? withoutMark(text) : line(text);
      }
      text.append((char) c);
      if (text.length() > LONGEST_LINE) {
        throw new UnreadableFileException(
            "line " + (number + 1) + ": must be no longer than " + LONGEST_LINE + " bytes");
      }
    }
    return null;
  }

  private int read() throws IOException, UnreadableFileException {
    int c = reader.read();
    if (c >= 0 && ++bytes > mostBytes) {
      throw tooLarge(mostBytes);
    }
    return c;
  }

  static UnreadableFileException tooLarge(long mostBytes) {
    return new UnreadableFileException(
        "must have no more than %,d bytes when it is unpacked (parallax.evaluations.largest-unpacked)"
            .formatted(mostBytes));
  }

  private static String withoutMark(StringBuilder first) {
    String line = line(first);
    return line.startsWith(MARK_OF_UTF_8) ? line.substring(MARK_OF_UTF_8.length()) : line;
  }

  private static String line(StringBuilder text) {
    int length = text.length();
    return length > 0 && text.charAt(length - 1) == '\r'
        ? text.substring(0, length - 1)
        : text.toString();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
