package dev.parallax.recommendation.guardrail;

import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Counts answers by experiment and arm: added up in memory and written once a second, since a row
 * for each answer would cost more than the answer. What a replica had not written when it was
 * killed is missing; both arms lose alike.
 */
@ApplicationScoped
public class AnswerCounts {
  private static final Logger LOG = Logger.getLogger(AnswerCounts.class);
  private static final String ADD =
      """
      insert into answer_count as c (experiment, arm, answers, empty, failed)
      values (?, ?, ?, ?, ?)
      on conflict (experiment, arm) do update set answers = c.answers + excluded.answers,
        empty = c.empty + excluded.empty, failed = c.failed + excluded.failed
      """;

  private final AgroalDataSource store;
  private final Map<Key, Count> counts = new ConcurrentHashMap<>();

  /** How an answer came out. */
  public enum Outcome {
    FULL,
    EMPTY,
    FAILED
  }

  private record Key(String experiment, String arm) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      return (experiment + "\0" + arm).compareTo(other.experiment + "\0" + other.arm);
    }
  }

  private static final class Count {
    private final LongAdder answers = new LongAdder();
    private final LongAdder empty = new LongAdder();
    private final LongAdder failed = new LongAdder();
  }

  AnswerCounts(AgroalDataSource store) {
    this.store = store;
  }

  /** Never blocks. */
  public void add(String experiment, String arm, Outcome outcome) {
    Count count = counts.computeIfAbsent(new Key(experiment, arm), key -> new Count());
    count.answers.increment();
    if (outcome == Outcome.EMPTY) {
      count.empty.increment();
    } else if (outcome == Outcome.FAILED) {
      count.failed.increment();
    }
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void write() {
    Map<Key, long[]> taken = new TreeMap<>();
    counts.forEach(
        (key, count) -> {
          long answers = count.answers.sumThenReset();
          if (answers > 0) {
            taken.put(
                key, new long[] {answers, count.empty.sumThenReset(), count.failed.sumThenReset()});
          }
        });
    if (taken.isEmpty()) {
      return;
    }
    try {
      Sql.run(
          store,
          connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ADD)) {
              for (Map.Entry<Key, long[]> one : taken.entrySet()) {
                statement.setString(1, one.getKey().experiment());
                statement.setString(2, one.getKey().arm());
                for (int i = 0; i < 3; i++) {
                  statement.setLong(3 + i, one.getValue()[i]);
                }
                statement.addBatch();
              }
              statement.executeBatch();
            }
          });
    } catch (RuntimeException e) {
      LOG.warnf("answers not counted cause=%s", e.getClass().getSimpleName());
    }
  }

  /** For who begins anew under a name; what other replicas count at this moment stays. */
  public void forget(String experiment) {
    Sql.update(store, "delete from answer_count where experiment = ?", experiment);
  }

  /** What was written, by arm. */
  Map<String, Guardrails.Answers> of(String experiment) {
    Map<String, Guardrails.Answers> byArm = new HashMap<>();
    Sql.list(
        store,
        row ->
            byArm.put(
                row.getString(1),
                new Guardrails.Answers(row.getLong(2), row.getLong(3), row.getLong(4))),
        "select arm, answers, empty, failed from answer_count where experiment = ?",
        experiment);
    return byArm;
  }
}
