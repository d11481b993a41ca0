package dev.parallax.experience.interest;

import dev.parallax.experience.need.Subject;
import java.util.HashMap;
import java.util.Map;

/** The interests of a batch, added up. */
public final class Interests {
  /** Kind and key, without the hint: what makes a subject. */
  record SubjectKey(Subject.Kind kind, String key) {}

  record Entry(long customer, SubjectKey subject) {}

  private final Map<SubjectKey, String> subjects = new HashMap<>();
  private final Map<Entry, Interest> entries = new HashMap<>();

  public void add(long customer, Subject subject, Interest interest) {
    SubjectKey key = new SubjectKey(subject.kind(), subject.key());
    subjects.merge(
        key, subject.hint() == null ? "" : subject.hint(), (a, b) -> a.isEmpty() ? b : a);
    entries.merge(new Entry(customer, key), interest, Interest::and);
  }

  /** Subjects with the first hint given, empty without. */
  Map<SubjectKey, String> subjects() {
    return subjects;
  }

  Map<Entry, Interest> entries() {
    return entries;
  }
}
