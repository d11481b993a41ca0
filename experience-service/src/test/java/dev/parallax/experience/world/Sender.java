package dev.parallax.experience.world;

import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.contracts.Topics;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.kit.testing.RealKafka;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to the real broker, as the other services would. */
public final class Sender implements AutoCloseable {
  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", RealKafka.bootstrapServers(), "linger.ms", "5"),
          new StringSerializer(),
          new ByteArraySerializer());

  /** Writes them in their order and returns when the broker has them. */
  public void send(Collection<? extends ParallaxEvent> events) {
    events.forEach(event -> producer.send(CloudEvents.record(topic(event), event, "test")));
    producer.flush();
  }

  public void send(ParallaxEvent event) {
    send(java.util.List.of(event));
  }

  /** Says that a key is gone. */
  public void tombstone(String topic, String key) {
    producer.send(new ProducerRecord<>(topic, key, null));
    producer.flush();
  }

  /** Writes any bytes. */
  public void raw(String topic, String key, byte[] value) {
    producer.send(new ProducerRecord<>(topic, key, value));
    producer.flush();
  }

  private static String topic(ParallaxEvent event) {
    return switch (event) {
      case CustomerEvent e -> Topics.CUSTOMER_EVENTS;
      case FeedbackGiven e -> Topics.FEEDBACK;
      case CatalogItemChanged e -> Topics.CATALOG;
      case IdentitiesMerged e -> Topics.IDENTITY_MERGES;
      case IdentitiesSplit e -> Topics.IDENTITY_SPLITS;
      case CustomerProfileChanged e -> Topics.CUSTOMER_PROFILES;
      case SegmentMembershipChanged e -> Topics.SEGMENT_MEMBERSHIPS;
      case RecommendationExposed e -> Topics.RECOMMENDATION_EXPOSURES;
      case ReadingTaken e -> Topics.READINGS;
      case PrivacyRequested e -> Topics.PRIVACY_REQUESTS;
      default -> throw new IllegalArgumentException("no topic for " + event.getClass());
    };
  }

  @Override
  public void close() {
    producer.close();
  }
}
