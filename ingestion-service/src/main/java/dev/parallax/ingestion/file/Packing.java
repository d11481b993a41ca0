package dev.parallax.ingestion.file;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** How a file is packed, told by its first bytes: names and content types are too often wrong. */
enum Packing {
  PLAIN,
  GZIP,
  ZIP,
  ZSTD;

  private static final int BUFFER = 256 * 1024;

  static Packing of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(4);
      if (head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
        return GZIP;
      }
      if (head.length == 4 && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 || head[2] == 5)) {
        return ZIP;
      }
      return head.length == 4 && isZstd(head) ? ZSTD : PLAIN;
    }
  }

  private static boolean isZstd(byte[] head) {
    return (head[0] & 0xff) == 0x28
        && (head[1] & 0xff) == 0xb5
        && (head[2] & 0xff) == 0x2f
        && (head[3] & 0xff) == 0xfd;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The unpacked bytes; of a zip the one file within it. */
  InputStream open(Path file) throws IOException, UnreadableFileException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      return switch (this) {
        case PLAIN -> in;
        case GZIP -> new GZIPInputStream(in, BUFFER);
        case ZIP -> firstEntry(new ZipInputStream(in));
        case ZSTD -> new ZstdInputStream(in);
      };
    } catch (IOException | UnreadableFileException e) {
      in.close();
      throw e;
    }
  }

  /** Fails unless the zip has exactly one file, since nobody could say which one is meant. */
  void checkContents(Path file) throws IOException, UnreadableFileException {
    if (this != ZIP) {
      return;
    }
    int files = 0;
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files += isData(entry) ? 1 : 0;
      }
    }
    if (files != 1) {
      throw new UnreadableFileException("the zip must hold exactly one file, it holds " + files);
    }
  }

  private static InputStream firstEntry(ZipInputStream zip)
      throws IOException, UnreadableFileException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (isData(entry)) {
        return zip;
      }
    }
    throw new UnreadableFileException("the zip must hold exactly one file, it holds none");
  }

  private static boolean isData(ZipEntry entry) {
    return !entry.isDirectory()
        && !entry.getName().startsWith("__MACOSX/")
        && !entry.getName().endsWith(".DS_Store");
  }
}
