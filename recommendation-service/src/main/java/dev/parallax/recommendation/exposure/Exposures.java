package dev.parallax.recommendation.exposure;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.kit.log.LogProducer;
import dev.parallax.kit.log.LogUnavailableException;
import dev.parallax.kit.service.ServiceIdentity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/**
 * Announces what was shown, behind the answer and not before it: a shop must not wait for a broker
 * to get its list. The queue is bounded; what does not fit while the broker is away is counted as
 * dropped. The outbox was rejected here: a database write per answer would be its dearest part, for
 * a record whose loss falsifies no state.
 */
@ApplicationScoped
public class Exposures {
  private static final Logger LOG = Logger.getLogger(Exposures.class);
  private static final int BATCH = 500;
  private static final long PAUSE_MILLIS = 1_000;

  private final LogProducer log;
  private final ServiceIdentity service;
  private final BlockingQueue<RecommendationExposed> queue;
  private final Counter published;
  private final Counter dropped;
  private volatile boolean running;
  private Thread thread;

  Exposures(LogProducer log, ServiceIdentity service, ExposureConfig config, MeterRegistry meters) {
    this.log = log;
    this.service = service;
    this.queue = new ArrayBlockingQueue<>(config.queue());
    this.published = meters.counter("parallax.exposures.published");
    this.dropped = meters.counter("parallax.exposures.dropped");
    meters.gaugeCollectionSize("parallax.exposures.waiting", List.of(), queue);
  }

  /** Never blocks. */
  public void add(RecommendationExposed exposure) {
    if (!queue.offer(exposure)) {
      dropped.increment();
    }
  }

  void start(@Observes StartupEvent event) {
    running = true;
    thread = Thread.ofPlatform().name("exposures").daemon().start(this::loop);
  }

  /** What waits is published before the end, if the broker takes it. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    thread.join(TimeUnit.SECONDS.toMillis(5));
  }

  private void loop() {
    List<RecommendationExposed> batch = new ArrayList<>();
    while (running || !queue.isEmpty()) {
      try {
        if (batch.isEmpty()) {
          RecommendationExposed first = queue.poll(200, TimeUnit.MILLISECONDS);
          if (first == null) {
            continue;
          }
          batch.add(first);
          queue.drainTo(batch, BATCH - 1);
        }
        send(batch);
        batch.clear();
      } catch (LogUnavailableException e) {
        if (!running) {
          dropped.increment(batch.size() + queue.size());
          return;
        }
        LOG.warnf("exposures wait for the broker waiting=%d", batch.size() + queue.size());
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /**
   * What the log will never take, such as a list that is too large, costs no other list anything:
   * it is found by sending each by itself, and dropped.
   */
  private void send(List<RecommendationExposed> batch) {
    try {
      log.sendAll(batch.stream().map(this::record).toList());
      published.increment(batch.size());
    } catch (LogUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        dropped.increment();
        LOG.errorf(
            "exposure cannot be announced id=%s cause=%s",
            batch.getFirst().id(), e.getClass().getSimpleName());
        return;
      }
      while (!batch.isEmpty()) {
        send(List.of(batch.getFirst()));
        batch.removeFirst();
      }
    }
  }

  private ProducerRecord<String, byte[]> record(RecommendationExposed exposure) {
    return CloudEvents.record(Topics.RECOMMENDATION_EXPOSURES, exposure, service.name());
  }

  /** A repeat of what the broker took the first time is dropped by the consumers' inboxes. */
  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
