package dev.parallax.recommendation.upload;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a file, told by its first bytes: plain, gzip, or a zip of which one file is meant: the
 * only one, or the only one that is called as GroupLens (ratings.dat, ratings.csv, u.data) or
 * RecBole (*.inter) call their interactions.
 */
final class Packing {
  private static final int BUFFER = 1 << 16;
  private static final int MOST_SHOWN = 20;
  private static final int LONGEST_SHOWN = 100;
  private static final Set<String> KNOWN = Set.of("u.data", "ratings.dat", "ratings.csv");
  private static final String RECBOLE = ".inter";

  private Packing() {}

  /**
   * @param mostBytes of all files of a zip
   */
  static InputStream open(Path file, long mostBytes) throws IOException, UnreadableFileException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(4);
    }
    if (head.length == 0) {
      throw new UnreadableFileException("the file is empty");
    }
    if (head.length == 4 && head[0] == 'P' && head[1] == 'K') {
      return entry(file, wanted(file, mostBytes));
    }
    InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
    try {
      boolean gzip = head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
      return gzip ? new GZIPInputStream(in, BUFFER) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static ZipInputStream zip(Path file) throws IOException {
    return new ZipInputStream(
        new BufferedInputStream(Files.newInputStream(file), BUFFER), StandardCharsets.ISO_8859_1);
  }

  /** The number of the entry, from 0: names may be there twice. */
  private static int wanted(Path file, long mostBytes) throws IOException, UnreadableFileException {
    Contents contents = new Contents();
    byte[] buffer = new byte[BUFFER];
    long left = mostBytes;
    try (ZipInputStream zip = zip(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        contents.add(entry);
        for (int n = zip.read(buffer); n >= 0; n = zip.read(buffer)) {
          left -= n;
          if (left < 0) {
            throw Lines.tooLarge(mostBytes);
          }
        }
      }
    } catch (IllegalArgumentException e) {
      throw new UnreadableFileException("the names in the zip cannot be read");
    }
    return contents.meant();
  }

  /** What is in a zip. */
  private static final class Contents {
    private final List<String> shown = new ArrayList<>();
    private int entries;
    private int files;
    private int lastFile;
    private int known;
    private int lastKnown;

    void add(ZipEntry entry) {
      if (isFile(entry)) {
        files++;
        lastFile = entries;
        if (shown.size() < MOST_SHOWN) {
          shown.add(shortened(entry.getName()));
        }
        if (isKnown(entry.getName())) {
          known++;
          lastKnown = entries;
        }
      }
      entries++;
    }

    int meant() throws UnreadableFileException {
      if (files == 1) {
        return lastFile;
      }
      if (known == 1) {
        return lastKnown;
      }
      throw new UnreadableFileException(
          "the zip must hold one file, or one that is called u.data, ratings.dat, ratings.csv or"
              + " *.inter; it holds "
              + (shown.isEmpty() ? "none" : String.join(", ", shown))
              + (shown.size() < files ? " …" : ""));
    }
  }

  private static boolean isFile(ZipEntry entry) {
    String name = entry.getName();
    return !entry.isDirectory() && !name.startsWith("__MACOSX/") && !name.endsWith(".DS_Store");
  }

  private static boolean isKnown(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return KNOWN.contains(name) || name.endsWith(RECBOLE);
  }

  private static String shortened(String name) {
    return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + " …" : name;
  }

  private static InputStream entry(Path file, int wanted) throws IOException {
    ZipInputStream zip = zip(file);
    try {
      for (int number = 0; number <= wanted; number++) {
        zip.getNextEntry();
      }
      return zip;
    } catch (IOException e) {
      zip.close();
      throw e;
    }
  }
}
