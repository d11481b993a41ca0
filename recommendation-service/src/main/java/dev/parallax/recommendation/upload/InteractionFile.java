package dev.parallax.recommendation.upload;

import java.io.EOFException;
import java.io.IOException;
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
  private static final double LARGEST_RATING = 1e9;

  private final Path file;
  private final Terms terms;
  private final InteractionSink sink;
  private final IdNumbers users;
  private final IdNumbers items;
  private final List<String> mistakes = new ArrayList<>();
  private final Times times = new Times();
  private Layout layout;
  private long line;
  private long read;
  private long skipped;
  private String whyUntimed;

  private InteractionFile(Path file, Terms terms, InteractionSink sink, long key) {
    this.file = file;
    this.terms = terms;
    this.sink = sink;
    this.users = new IdNumbers(key);
    this.items = new IdNumbers(key + 1);
  }

  /**
   * What is read and how much of it.
   *
   * @param columns what the sender says of them
   * @param needsTimes whether a time that cannot be read is a mistake; else all are passed over
   * @param mostInteractions taken, and as many rows passed over
   * @param mostBytes unpacked
   */
  public record Terms(Columns columns, boolean needsTimes, long mostInteractions, long mostBytes) {}

  /**
   * How many were read.
   *
   * @param taken interactions
   * @param skipped rows without user, item, rating or timestamp, where the others have one
   * @param timed whether each has a time
   * @param notes what was assumed or passed over
   */
  public record Rows(long taken, long skipped, boolean timed, List<String> notes) {}

  /**
   * @param key of the hashes of ids, another for each file
   * @throws UnreadableFileException when there is a mistake in it; the sink is to be thrown away
   */
  public static Rows read(Path file, Terms terms, InteractionSink sink, long key)
      throws IOException, UnreadableFileException {
    return new InteractionFile(file, terms, sink, key).read();
  }

  private Rows read() throws IOException, UnreadableFileException {
    try (Lines lines = Lines.of(file, terms.mostBytes())) {
      read(lines);
    } catch (ZipException | EOFException e) {
      throw new UnreadableFileException("the file is broken after line " + line);
    }
    if (!mistakes.isEmpty()) {
      throw new UnreadableFileException(mistakes);
    }
    if (skipped > read) {
      throw tooManySkipped();
    }
    if (read == 0) {
      throw new UnreadableFileException("the file has no interactions");
    }
    boolean timed = layout.place(Column.TIMESTAMP) >= 0 && whyUntimed == null;
    return new Rows(read, skipped, timed, notes());
  }

  private void read(Lines lines) throws IOException, UnreadableFileException {
    String first = lines.next();
    line = lines.number();
    if (first == null) {
      return;
    }
    String second = lines.next();
    layout = Layout.of(first, second, terms.columns());
    sink.begin(layout.place(Column.RATING) >= 0, layout.place(Column.TIMESTAMP) >= 0);
    if (!layout.header()) {
      interaction(first);
    }
    for (String text = second; text != null; text = lines.next()) {
      line = lines.number();
      interaction(text);
    }
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!layout.header() && terms.columns().equals(Columns.UNSAID)) {
      notes.add(
          "the file has no header, so that its columns were taken for "
              + layout.told()
              + ": say otherwise by columns");
    }
    if (whyUntimed != null) {
      notes.add("the timestamps were passed over, since this split needs none: " + whyUntimed);
    }
    return notes;
  }

  private void interaction(String text) throws IOException, UnreadableFileException {
    List<String> fields = Fields.of(text, layout.delimiter());
    int before = mistakes.size();
    String user = layout.field(fields, Column.USER);
    String item = layout.field(fields, Column.ITEM);
    String stars = layout.field(fields, Column.RATING);
    float rating = rating(stars);
    String time = layout.field(fields, Column.TIMESTAMP);
    long second = second(time);
    if (mistakes.size() > before) {
      if (mistakes.size() >= MOST_MISTAKES) {
        throw new UnreadableFileException(mistakes);
      }
      return;
    }
    boolean untimed = whyUntimed == null && isMissing(time);
    if (isMissing(user) || isMissing(item) || isMissing(stars) || untimed) {
      if (++skipped > terms.mostInteractions()) {
        throw tooManySkipped();
      }
      return;
    }
    if (read == terms.mostInteractions()) {
      throw new UnreadableFileException(
          "the file must have no more than "
              + read
              + " interactions: more need a larger heap of the recommendation service"
              + " (PARALLAX_HEAP_RECOMMENDATION of ./parallax, the memory of its pods), and no lower"
              + " parallax.evaluations.most-interactions");
    }
    read++;
    sink.add(
        users.number(user, 0, user.length()), items.number(item, 0, item.length()), rating, second);
  }

  private UnreadableFileException tooManySkipped() {
    return new UnreadableFileException(
        "of %,d rows %,d have no user, no item, no rating or no timestamp: more than half, or than"
                .formatted(read + skipped, skipped)
            + " there may be interactions");
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
    mistakes.add(told(Column.RATING, "must be a number"));
    return 1;
  }

  private long second(String value) throws IOException, UnreadableFileException {
    if (value == null || value.isEmpty() || whyUntimed != null) {
      return 0;
    }
    if (times.needsOrder(value)) {
      times.setOrder(dayMonth());
    }
    try {
      return times.second(value);
    } catch (IllegalArgumentException e) {
      String mistake = told(Column.TIMESTAMP, e.getMessage());
      if (!terms.needsTimes()) {
        whyUntimed = mistake;
        return 0;
      }
      mistakes.add(mistake);
      if (times.isAmbiguous()) {
        throw new UnreadableFileException(mistakes);
      }
      return 0;
    }
  }

  /** What the first date says that says anything, wherever it is: the file is read for it again. */
  private DayMonth dayMonth() throws IOException, UnreadableFileException {
    try (Lines lines = Lines.of(file, terms.mostBytes())) {
      DayMonth told = DayMonth.UNTOLD;
      String text = lines.next();
      while (told == DayMonth.UNTOLD && text != null) {
        String time = layout.field(Fields.of(text, layout.delimiter()), Column.TIMESTAMP);
        told = DayMonth.toldBy(time);
        text = lines.next();
      }
      return told;
    }
  }

  private String told(Column column, String message) {
    return "line " + line + ", " + column.wireName() + ": " + message;
  }
}
