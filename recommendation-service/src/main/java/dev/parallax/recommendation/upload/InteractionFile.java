package dev.parallax.recommendation.upload;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads a file of interactions, one a line: user, item, and where there are any rating and
 * timestamp; separated by comma, semicolon, tab, bar, space or two colons; with a header or
 * without; plain, gzip or zip. MovieLens' u.data, ratings.dat and ratings.csv, and RecBole's
 * .inter, are read as they are.
 *
 * <p>A row that lacks something, as those of visitors who are not known do, is passed over and
 * counted. What cannot be read is a mistake: it names the line and the field and never repeats an
 * id. Reading stops when there are twenty.
 */
public final class InteractionFile {
  private static final int MOST_MISTAKES = 20;
  private static final int LONGEST_LINE = 64 * 1024;
  private static final double LARGEST_RATING = 1e9;

  private final InteractionSink sink;
  private final long most;
  private final IdNumbers users;
  private final IdNumbers items;
  private final List<String> mistakes = new ArrayList<>();
  private final Times times = new Times();
  private Layout layout;
  private String first;
  private long line;
  private long read;
  private long skipped;

  private InteractionFile(InteractionSink sink, long most, long key) {
    this.sink = sink;
    this.most = most;
    this.users = new IdNumbers(key);
    this.items = new IdNumbers(key + 1);
  }

  /**
   * How many were read.
   *
   * @param taken interactions
   * @param skipped rows without user, item, rating or timestamp, where the others have one
   */
  public record Rows(long taken, long skipped) {}

  /**
   * @param most interactions
   * @param key of the hashes of ids, another for each file
   * @throws UnreadableFileException when there is a mistake in it; the sink is to be thrown away
   */
  public static Rows read(Path file, InteractionSink sink, long most, long key)
      throws IOException, UnreadableFileException {
    return new InteractionFile(sink, most, key).read(file);
  }

  private Rows read(Path file) throws IOException, UnreadableFileException {
    // Latin 1 keeps every byte, whatever the ids are written in.
    try (InputStream in = Packing.open(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1), 1 << 16)) {
      for (String text = next(lines); text != null; text = next(lines)) {
        if (!text.isBlank()) {
          take(text);
        }
      }
    } catch (ZipException | EOFException e) {
      throw new UnreadableFileException("the file is broken after line " + line);
    }
    if (!mistakes.isEmpty()) {
      throw new UnreadableFileException(mistakes);
    }
    if (skipped > read) {
      throw new UnreadableFileException(
          "of %,d rows %,d have no user, no item, no rating or no timestamp: more than half"
              .formatted(read + skipped, skipped));
    }
    if (read == 0) {
      throw new UnreadableFileException("the file has no interactions");
    }
    return new Rows(read, skipped);
  }

  private String next(BufferedReader lines) throws IOException, UnreadableFileException {
    // A line without end would fill the heap: no more of it is read than a line may have.
    StringBuilder text = new StringBuilder();
    for (int c = lines.read(); c >= 0 || text.length() > 0; c = lines.read()) {
      if (c < 0 || c == '\n') {
        line++;
        int length = text.length();
        return length > 0 && text.charAt(length - 1) == '\r'
            ? text.substring(0, length - 1)
            : text.toString();
      }
      text.append((char) c);
      if (text.length() > LONGEST_LINE) {
        throw new UnreadableFileException(
            "line " + (line + 1) + ": must be no longer than " + LONGEST_LINE + " bytes");
      }
    }
    return null;
  }

  private void take(String text) throws UnreadableFileException {
    if (layout == null) {
      first = text.startsWith("ï»¿") ? text.substring(3) : text; // The mark of UTF-8.
      layout = Layout.of(first);
      sink.begin(layout.place(Column.RATING) >= 0, layout.place(Column.TIMESTAMP) >= 0);
      if (!layout.header()) {
        interaction(first);
      }
      return;
    }
    if (first != null && !layout.header()) {
      layout.requireNoHeader(first, text);
    }
    first = null;
    interaction(text);
  }

  private void interaction(String text) throws UnreadableFileException {
    List<String> fields = Fields.of(text, layout.delimiter());
    int before = mistakes.size();
    String user = field(fields, Column.USER);
    String item = field(fields, Column.ITEM);
    String stars = field(fields, Column.RATING);
    String time = field(fields, Column.TIMESTAMP);
    float rating = rating(stars);
    long second = second(time);
    if (mistakes.size() > before) {
      if (mistakes.size() >= MOST_MISTAKES) {
        throw new UnreadableFileException(mistakes);
      }
      return;
    }
    if (isMissing(user) || isMissing(item) || isMissing(stars) || isMissing(time)) {
      skipped++;
      return;
    }
    if (read == most) {
      throw new UnreadableFileException(
          "the file must have no more than "
              + most
              + " interactions: more need a larger heap of the recommendation service"
              + " (PARALLAX_HEAP_RECOMMENDATION of ./parallax, the memory of its pods), and no lower"
              + " parallax.evaluations.most-interactions");
    }
    read++;
    sink.add(
        users.number(user, 0, user.length()), items.number(item, 0, item.length()), rating, second);
  }

  /** Null where the file has no such column. */
  private String field(List<String> fields, Column column) {
    int place = layout.place(column);
    if (place < 0) {
      return null;
    }
    return place < fields.size() ? fields.get(place).strip() : "";
  }

  private static boolean isMissing(String value) {
    return value != null && value.isEmpty();
  }

  private float rating(String value) {
    if (value == null || value.isEmpty()) {
      return 1;
    }
    try {
      double rating = Double.parseDouble(layout.number(value));
      if (Math.abs(rating) <= LARGEST_RATING) {
        return (float) rating;
      }
    } catch (NumberFormatException e) {
      // The answer is the same.
    }
    mistake(Column.RATING, "must be a number");
    return 1;
  }

  private long second(String value) {
    if (value == null || value.isEmpty()) {
      return 0;
    }
    try {
      return times.second(value);
    } catch (IllegalArgumentException e) {
      mistake(
          Column.TIMESTAMP,
          "must be seconds, milliseconds or microseconds since 1970, or a date and time of ISO 8601,"
              + " within 4,000 years of 1970");
      return 0;
    }
  }

  private void mistake(Column column, String message) {
    mistakes.add("line " + line + ", " + column.wireName() + ": " + message);
  }
}
