package dev.parallax.ingestion.file;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Lines of a file one after the other, of which none fills the memory. Blank lines are no lines.
 */
public final class Lines implements Closeable {
  private static final int BUFFER = 64 * 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final Charset charset;
  private final int longest;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;
  private long number;
  private long bytesRead;

  /**
   * @param number from 1
   * @param text null when the line is longer than the limit
   * @param size in bytes
   */
  public record Line(long number, byte[] text, long size) {}

  private Lines(InputStream in, Charset charset, int longest) {
    this.in = in;
    this.charset = charset;
    this.longest = longest;
  }

  /**
   * @param longest in bytes; of longer lines only the size is known
   */
  public static Lines open(ImportFile file, int longest)
      throws IOException, UnreadableFileException {
    return new Lines(file.open(), file.charset(), longest);
  }

  /**
   * @param charset null: as the file's bytes tell
   */
  public static Lines open(ImportFile file, Charset charset, int longest)
      throws IOException, UnreadableFileException {
    return new Lines(file.open(), charset == null ? file.charset() : charset, longest);
  }

  /** From bytes that are read as they are. */
  public static Lines of(InputStream in, Charset charset, int longest) {
    return new Lines(in, charset, longest);
  }

  /** Unpacked bytes up to the line returned last. */
  public long bytesRead() {
    return bytesRead;
  }

  /** The next line in UTF-8, null after the last. */
  public Line next() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream(512);
    while (true) {
      text.reset();
      long size = readLine(text);
      if (size < 0) {
        return null;
      }
      if (size > longest) {
        return new Line(++number, null, size);
      }
      byte[] line = text.toByteArray();
      if (number == 0) {
        line = withoutMark(line);
      }
      if (!isBlank(line)) {
        return new Line(++number, utf8(line), size);
      }
    }
  }

  /**
   * @return bytes of the line without its end, -1 at the end of the file
   */
  private long readLine(ByteArrayOutputStream text) throws IOException {
    long size = 0;
    boolean any = false;
    while (true) {
      if (position == filled) {
        filled = in.read(buffer);
        position = 0;
        if (filled <= 0) {
          filled = 0;
          return any ? size : -1;
        }
      }
      any = true;
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      int length = end - position;
      if (size + length <= longest) {
        text.write(buffer, position, length);
      }
      size += length;
      boolean atEnd = end < filled;
      bytesRead += length + (atEnd ? 1 : 0);
      position = atEnd ? end + 1 : end;
      if (atEnd) {
        return size;
      }
    }
  }

  private byte[] utf8(byte[] line) {
    return charset.equals(StandardCharsets.UTF_8)
        ? line
        : new String(line, charset).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] withoutMark(byte[] line) {
    boolean marked =
        line.length >= 3
            && line[0] == BYTE_ORDER_MARK[0]
            && line[1] == BYTE_ORDER_MARK[1]
            && line[2] == BYTE_ORDER_MARK[2];
    return marked ? java.util.Arrays.copyOfRange(line, 3, line.length) : line;
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
