package dev.parallax.recommendation.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a file, told by its first bytes: plain, gzip, or a zip of which one file is meant: the
 * only one, or the ratings of MovieLens as GroupLens packs them.
 */
final class Packing {
  private static final int BUFFER = 1 << 16;
  private static final Set<String> MOVIE_LENS = Set.of("u.data", "ratings.dat", "ratings.csv");

  private Packing() {}

  static InputStream open(Path file) throws IOException, UnreadableFileException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(4);
    }
    if (head.length == 0) {
      throw new UnreadableFileException("the file is empty");
    }
    boolean zip = head.length == 4 && head[0] == 'P' && head[1] == 'K';
    String wanted = zip ? wanted(file) : null;
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      if (zip) {
        return entry(new ZipInputStream(in), wanted);
      }
      boolean gzip = head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
      return gzip ? new GZIPInputStream(in, BUFFER) : in;
    } catch (IOException | RuntimeException | UnreadableFileException e) {
      in.close();
      throw e;
    }
  }

  private static String wanted(Path file) throws IOException, UnreadableFileException {
    String only = null;
    String known = null;
    int files = 0;
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName();
        if (!entry.isDirectory() && !name.startsWith("__MACOSX/") && !name.endsWith(".DS_Store")) {
          files++;
          only = name;
          known = MOVIE_LENS.contains(name.substring(name.lastIndexOf('/') + 1)) ? name : known;
        }
      }
    }
    if (known == null && files != 1) {
      throw new UnreadableFileException(
          "the zip must hold exactly one file, or one named u.data, ratings.dat or ratings.csv;"
              + " it holds "
              + files
              + " files");
    }
    return known == null ? only : known;
  }

  private static InputStream entry(ZipInputStream zip, String wanted)
      throws IOException, UnreadableFileException {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      if (entry.getName().equals(wanted)) {
        return zip;
      }
    }
    throw new UnreadableFileException("the zip cannot be read through");
  }
}
