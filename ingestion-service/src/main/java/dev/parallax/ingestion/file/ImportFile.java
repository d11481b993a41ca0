package dev.parallax.ingestion.file;

import com.github.luben.zstd.ZstdIOException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * A file whose every byte was read once, so that what is wrong with it as a whole (a truncated gzip
 * stream, say) is known before anything of it is published.
 *
 * @param charset UTF-8 when all of it is valid UTF-8, else ISO 8859-1, in which every file is valid
 * @param size in bytes after unpacking
 * @param digest of the unpacked content: the same content packed otherwise is the same file
 */
public record ImportFile(Path path, Charset charset, long size, String digest) {
  private static final int BUFFER = 256 * 1024;
  private static final int DIGEST_BYTES = 12;

  /**
   * Reads it through.
   *
   * @throws UnreadableFileException when it is empty, broken, or a zip of several files
   */
  public static ImportFile inspect(Path path) throws IOException, UnreadableFileException {
    MessageDigest digest = sha256();
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    long size = 0;
    boolean isUtf8 = true;
    ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
    CharBuffer chars = CharBuffer.allocate(BUFFER);
    try {
      Packing packing = Packing.of(path);
      packing.checkContents(path);
      try (InputStream in = packing.open(path)) {
        for (int read = fill(in, bytes); read >= 0; read = fill(in, bytes)) {
          digest.update(bytes.array(), bytes.position() - read, read);
          size += read;
          bytes.flip();
          isUtf8 = isUtf8 && decodes(utf8, bytes, chars, false);
          if (isUtf8) {
            bytes.compact();
          } else {
            bytes.clear();
          }
        }
      }
    } catch (ZipException | EOFException | ZstdIOException e) {
      throw new UnreadableFileException(
          "the file is broken after " + size + " unpacked bytes; nothing of it was taken in", e);
    }
    if (size == 0) {
      throw new UnreadableFileException("the file is empty");
    }
    bytes.flip();
    isUtf8 = isUtf8 && decodes(utf8, bytes, chars, true);
    return new ImportFile(
        path,
        isUtf8 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1,
        size,
        HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES));
  }

  /** The unpacked bytes from the start. */
  public InputStream open() throws IOException, UnreadableFileException {
    return Packing.of(path).open(path);
  }

  /**
   * A quick look at the beginning, for an answer while the sender still waits.
   *
   * @throws UnreadableFileException when it is empty or broken right there
   */
  public static byte[] head(Path path, int bytes) throws IOException, UnreadableFileException {
    if (Files.size(path) == 0) {
      throw new UnreadableFileException("the file is empty");
    }
    try (InputStream in = Packing.of(path).open(path)) {
      return in.readNBytes(bytes);
    } catch (ZipException | EOFException | ZstdIOException e) {
      throw new UnreadableFileException("the file is no whole gzip, zip or zstd", e);
    }
  }

  /** How it is packed: plain, gzip, zip or zstd. */
  public static String packing(Path path) throws IOException {
    return Packing.of(path).wireName();
  }

  /**
   * The beginning of a file of which perhaps only the beginning is there.
   *
   * @return what could be unpacked, at most so many bytes
   * @throws UnreadableFileException when that is nothing
   */
  public static byte[] beginning(Path path, int bytes) throws IOException, UnreadableFileException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream in = Packing.of(path).open(path)) {
      for (int n = in.read(buffer); n >= 0 && read.size() < bytes; n = in.read(buffer)) {
        read.write(buffer, 0, Math.min(n, bytes - read.size()));
      }
    } catch (ZipException | EOFException | ZstdIOException e) {
      // It ends within a packed block; what came before it is good.
    }
    if (read.size() == 0) {
      throw new UnreadableFileException("the file is empty or no whole gzip, zip or zstd");
    }
    return read.toByteArray();
  }

  private static int fill(InputStream in, ByteBuffer bytes) throws IOException {
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    if (read > 0) {
      bytes.position(bytes.position() + read);
    }
    return read;
  }

  private static boolean decodes(
      CharsetDecoder utf8, ByteBuffer bytes, CharBuffer chars, boolean end) {
    chars.clear();
    CoderResult result = utf8.decode(bytes, chars, end);
    return !result.isError() && (!end || !bytes.hasRemaining());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
