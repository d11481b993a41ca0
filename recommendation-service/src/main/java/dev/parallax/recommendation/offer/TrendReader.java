package dev.parallax.recommendation.offer;

import dev.parallax.recommendation.behaviour.PopularityReader;
import dev.parallax.recommendation.dataset.ItemNumbers;
import dev.parallax.recommendation.history.Signal;
import dev.parallax.recommendation.history.TimeDecay;
import dev.parallax.recommendation.popularity.Popularity;
import dev.parallax.recommendation.ranking.Blend;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what is popular, overall and by segment. */
@ApplicationScoped
class TrendReader {
  /** Within so much of a half-life it does not matter when. */
  private static final int STRETCHES_PER_HALF_LIFE = 8;

  private final PopularityReader reader;
  private final OfferConfig config;
  private final Clock clock;

  TrendReader(PopularityReader reader, OfferConfig config, Clock clock) {
    this.reader = reader;
    this.config = config;
    this.clock = clock;
  }

  private record Count(int item, String segment, Signal signal, long second, int times) {}

  /**
   * @param known items that keep their numbers
   */
  Trends read(Collection<String> known) {
    ItemNumbers numbers = new ItemNumbers(known);
    // What comes between this statement and the next is counted: of today, where it is the first.
    Instant newest = reader.newest().orElseGet(clock::instant);
    Instant since = newest.minus(config.window());
    List<Count> counts = new ArrayList<>();
    Duration stretch = config.halfLife().dividedBy(STRETCHES_PER_HALF_LIFE);
    reader.count(
        since,
        stretch,
        (item, segment, signal, second, times) ->
            counts.add(new Count(numbers.number(item), segment, signal, second, times)));
    TimeDecay decay = new TimeDecay(config.halfLife());
    Popularity.Builder all = Popularity.builder(numbers.size(), decay, newest.getEpochSecond());
    Map<String, Popularity.Builder> bySegment = new HashMap<>();
    for (Count count : counts) {
      add(all, count);
      if (count.segment() != null) {
        add(
            bySegment.computeIfAbsent(
                count.segment(),
                segment -> Popularity.builder(numbers.size(), decay, newest.getEpochSecond())),
            count);
      }
    }
    Popularity overall = all.build();
    Map<String, Popularity> segments = new HashMap<>();
    Map<String, Popularity> mixed = new HashMap<>();
    bySegment.forEach(
        (id, builder) -> {
          Popularity segment = builder.build();
          segments.put(id, segment);
          mixed.put(id, Popularity.mix(segment, Blend.SEGMENT_PART, overall));
        });
    return new Trends(
        numbers, since, clock.instant(), overall, Map.copyOf(segments), Map.copyOf(mixed));
  }

  private static void add(Popularity.Builder builder, Count count) {
    if (count.signal() == null) {
      builder.bought(count.item(), count.times(), count.second());
    } else {
      builder.did(count.signal(), count.item(), count.times(), count.second());
    }
  }
}
