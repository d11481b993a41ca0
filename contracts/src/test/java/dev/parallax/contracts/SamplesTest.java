package dev.parallax.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.catalog.CatalogItemChanged;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.contracts.fraud.FraudDecided;
import dev.parallax.contracts.fraud.FraudLabelled;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.privacy.PrivacyAnswered;
import dev.parallax.contracts.privacy.PrivacyRequested;
import dev.parallax.contracts.profile.CustomerProfileChanged;
import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.contracts.recommendation.RecommendationExposed;
import dev.parallax.contracts.segment.SegmentMembershipChanged;
import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.contracts.wire.CloudEvents;
import dev.parallax.contracts.wire.EventJson;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records as version 1 wrote them must be readable for ever, and nothing of them may get lost. */
class SamplesTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        CustomerEvent.class,
        TransactionRecorded.class,
        FeedbackGiven.class,
        ReadingTaken.class,
        CatalogItemChanged.class,
        CustomerProfileChanged.class,
        IdentitiesMerged.class,
        IdentitiesSplit.class,
        SegmentMembershipChanged.class,
        RecommendationExposed.class,
        FraudDecided.class,
        FraudLabelled.class,
        PrivacyRequested.class,
        PrivacyAnswered.class
      })
  <T extends ParallaxEvent> void version1IsReadInFull(Class<T> type) throws IOException {
    byte[] stored = sample(CloudEvents.type(type).substring("dev.parallax.".length()));
    T event = EventJson.read(stored, type);
    JsonNode written = EventJson.mapper().readTree(EventJson.write(event));
    assertThat(event.key()).isNotBlank();
    EventJson.mapper()
        .readTree(stored)
        .fields()
        .forEachRemaining(
            field ->
                assertThat(written.get(field.getKey()))
                    .as(field.getKey())
                    .isEqualTo(field.getValue()));
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = SamplesTest.class.getResourceAsStream("/samples/v1/" + name + ".json")) {
      assertThat(in).as("a stored sample of " + name).isNotNull();
      return in.readAllBytes();
    }
  }
}
