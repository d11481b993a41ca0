package dev.parallax.ingestion.source;

import dev.parallax.kit.problem.Problems;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Holds each source to its rate by a token bucket. Counted are events and not requests, since those
 * are what costs.
 */
@ApplicationScoped
public class Throttle {
  private final KnownSources known;
  private final SourceRate rateOfOthers;
  private final int replicas;
  private final MeterRegistry metrics;
  private final Map<String, Limited> buckets = new ConcurrentHashMap<>();

  /** A bucket, and the rate it was made for: another is made when that changes. */
  private record Limited(SourceRate rate, long capacity, Bucket bucket) {}

  Throttle(KnownSources known, SourcesConfig config, MeterRegistry metrics) {
    this.known = known;
    this.rateOfOthers = new SourceRate(config.rate(), config.burst());
    this.replicas = config.replicas();
    this.metrics = metrics;
  }

  /**
   * Takes events off what a source may send. Those of one request are let through together once
   * there is room for all or, where they are more than the bucket holds, once it is full; they are
   * then owed.
   *
   * @throws RuntimeException a 429 problem with Retry-After; nothing was taken off
   */
  public void take(String source, int events) {
    if (events <= 0) {
      return;
    }
    Limited limited = bucket(source);
    long now = Math.min(events, limited.capacity());
    ConsumptionProbe probe = limited.bucket().tryConsumeAndReturnRemaining(now);
    if (!probe.isConsumed()) {
      metrics.counter("parallax.ingestion.throttled", "source", source).increment(events);
      throw Problems.tooManyRequests(
          "the source "
              + source
              + " may send "
              + limited.rate().eventsPerSecond()
              + " events per second; nothing of this request was taken in",
          (int)
              Math.clamp(
                  TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1, 1, 3600));
    }
    if (events > now) {
      limited.bucket().consumeIgnoringRateLimits(events - now);
    }
  }

  /** Gives back what was taken for a request of which nothing is taken in after all. */
  public void giveBack(String source, int events) {
    Limited limited = buckets.get(source);
    if (limited != null && events > 0) {
      limited.bucket().addTokens(events);
    }
  }

  private Limited bucket(String source) {
    SourceRate rate =
        known.source(source).map(found -> found.definition().rate()).orElse(rateOfOthers);
    Limited limited = buckets.get(source);
    return limited != null && limited.rate().equals(rate)
        ? limited
        : buckets.compute(
            source,
            (name, before) ->
                before != null && before.rate().equals(rate) ? before : limited(rate));
  }

  private Limited limited(SourceRate rate) {
    long capacity = Math.max(1, rate.burst() / replicas);
    long perSecond = Math.max(1, rate.eventsPerSecond() / replicas);
    Bucket bucket =
        Bucket.builder()
            .addLimit(
                limit -> limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
            .build();
    return new Limited(rate, capacity, bucket);
  }
}
