package dev.parallax.ingestion.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Gathers what is wrong with one input; stops at {@value #MOST}, since nobody mends more at once.
 */
public final class Mistakes {
  static final int MOST = 20;

  private final List<Mistake> found = new ArrayList<>(2);

  public void add(Code code, String field, String message) {
    if (found.size() < MOST) {
      found.add(new Mistake(code, field, message));
    }
  }

  public void addAll(Mistakes others) {
    others.found.stream().limit(MOST - (long) found.size()).forEach(found::add);
  }

  int size() {
    return found.size();
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** What was found so far. */
  public List<Mistake> list() {
    return List.copyOf(found);
  }

  /** The value, made only when nothing is wrong. */
  public <T> Checked<T> orElse(Supplier<T> value) {
    return found.isEmpty() ? Checked.valid(value.get()) : new Checked.Invalid<>(found);
  }
}
