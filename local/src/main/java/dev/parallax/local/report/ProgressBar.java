package dev.parallax.local.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;

/**
 * One phase's progress: a bar that moves on a terminal, and a line per quarter where output is a
 * file. Thread-safe.
 */
public final class ProgressBar {

  private static final int WIDTH = 30;
  private static final long REDRAW_NANOS = 200_000_000L;

  private final PrintWriter out;
  private final String label;
  private final boolean terminal;
  private final long begin = System.nanoTime();
  private long drawn;
  private int quarter;
  private boolean done;

  /**
   * @param label what goes on, at most 24 characters
   */
  public ProgressBar(PrintWriter out, String label) {
    this(out, label, System.console() != null && System.console().isTerminal());
  }

  ProgressBar(PrintWriter out, String label, boolean terminal) {
    this.out = Objects.requireNonNull(out, "out");
    this.label = Objects.requireNonNull(label, "label");
    this.terminal = terminal;
  }

  /**
   * Says how far it is.
   *
   * @param part done so far
   * @param whole all there is, or 0 when not known yet
   * @param detail a few words, or empty
   */
  public synchronized void at(long part, long whole, String detail) {
    if (done) {
      return;
    }
    long now = System.nanoTime();
    double share = whole <= 0 ? 0 : Math.clamp((double) part / whole, 0, 1);
    if (terminal) {
      if (now - drawn > REDRAW_NANOS) {
        drawn = now;
        out.print("\r" + line(share, part, whole, detail));
        out.flush();
      }
    } else if ((int) (share * 4) > quarter && share < 1) {
      quarter = (int) (share * 4);
      out.println(line(share, part, whole, detail));
      out.flush();
    }
  }

  /** Says how far a job is, as the job itself does. */
  public void at(JsonNode job) {
    at(job.path("done").asLong(), job.path("total").asLong(), job.path("message").asText(""));
  }

  /** Ends the bar with a result. Later news is ignored. */
  public synchronized void done(String result) {
    if (done) {
      return;
    }
    done = true;
    String text = String.format(Locale.ROOT, "  %-24s %s (%.1f s)", label, result, seconds());
    out.println(terminal ? "\r" + text + " ".repeat(Math.max(0, 100 - text.length())) : text);
    out.flush();
  }

  private String line(double share, long part, long whole, String detail) {
    int filled = (int) Math.round(share * WIDTH);
    String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    String amount = whole <= 0 ? "%,d".formatted(part) : "%,d of %,d".formatted(part, whole);
    return String.format(
        Locale.ROOT,
        "  %-24s %s %3.0f %%  %s  %.0f s  %s ",
        label,
        bar,
        share * 100,
        amount,
        seconds(),
        detail);
  }

  private double seconds() {
    return (System.nanoTime() - begin) / 1e9;
  }
}
