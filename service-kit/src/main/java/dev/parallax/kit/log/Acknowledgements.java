package dev.parallax.kit.log;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Waits for the broker's answers to several records. One object for all of them: a future for each
 * was a tenth of what a batch allocates.
 */
final class Acknowledgements implements Callback {
  private final CountDownLatch open;
  private final int records;
  private volatile Exception failure;

  Acknowledgements(int records) {
    this.records = records;
    this.open = new CountDownLatch(records);
  }

  /**
   * @return false when the producer refused it at once, so that nothing more should be handed to it
   */
  boolean send(Producer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record, this);
      return true;
    } catch (RuntimeException e) {
      failure = e;
      return false;
    }
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception problem) {
    if (problem != null) {
      failure = problem;
    }
    open.countDown();
  }

  /** What stood against it already, null when nothing did. */
  Exception failure() {
    return failure;
  }

  /** Counts as answered what was never sent. */
  void skip(int unsent) {
    for (int i = 0; i < unsent; i++) {
      open.countDown();
    }
  }

  /**
   * @throws LogUnavailableException when one was not written or has no answer in time
   * @throws IllegalArgumentException when one is larger than the log takes
   */
  void await(Duration patience, int largest) {
    try {
      if (!open.await(patience.toNanos(), TimeUnit.NANOSECONDS) && failure == null) {
        failure = new TimeoutException("no answer within " + patience.toMillis() + " ms");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted", e);
    }
    Exception found = failure;
    if (found instanceof RecordTooLargeException) {
      throw new IllegalArgumentException("a record must have at most " + largest + " bytes", found);
    }
    if (found != null) {
      throw new LogUnavailableException("the broker did not take " + records + " records", found);
    }
  }
}
