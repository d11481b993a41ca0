package dev.parallax.experience.feedback;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.experience.customer.Customer;
import dev.parallax.experience.customer.Customers;
import dev.parallax.experience.intake.Intake;
import dev.parallax.experience.interest.Interest;
import dev.parallax.experience.interest.InterestStore;
import dev.parallax.experience.interest.Interests;
import dev.parallax.experience.need.Subject;
import dev.parallax.experience.score.Voice;
import dev.parallax.kit.consume.EventBatches;
import dev.parallax.kit.consume.LogReaders;
import dev.parallax.kit.store.Sql;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Applies feedback: scores to the customer's voice, complaints also to the need they are about. */
@ApplicationScoped
class FeedbackConsumer {
  private final EventBatches batches;
  private final AgroalDataSource store;
  private final VoiceStore voices;
  private final InterestStore interests;

  FeedbackConsumer(
      EventBatches batches, AgroalDataSource store, VoiceStore voices, InterestStore interests) {
    this.batches = batches;
    this.store = store;
    this.voices = voices;
    this.interests = interests;
  }

  void start(@Observes StartupEvent event, LogReaders readers) {
    readers.start(Topics.FEEDBACK, this::consume);
  }

  private void consume(ConsumerRecords<String, byte[]> records) {
    batches.process(
        records,
        FeedbackGiven.class,
        feedback -> Sql.run(store, connection -> apply(connection, feedback)));
  }

  private void apply(Connection connection, List<FeedbackGiven> feedback) throws SQLException {
    Map<String, Customer> customers =
        Customers.lock(
            connection, feedback.stream().map(FeedbackGiven::cid).collect(Collectors.toSet()));
    Map<Long, Voice> said = new HashMap<>();
    Interests complaints = new Interests();
    for (FeedbackGiven given : feedback) {
      Customer customer = customers.get(given.cid());
      said.merge(customer.id(), voice(given), Voice::and);
      if (given.kind() == FeedbackGiven.Kind.COMPLAINT) {
        subject(given).ifPresent(s -> complaints.add(customer.id(), s, Interest.COMPLAINT));
      }
    }
    voices.add(connection, said);
    interests.add(connection, complaints);
    Intake.add(connection, Topics.FEEDBACK, feedback.size());
  }

  private static Voice voice(FeedbackGiven given) {
    return switch (given.kind()) {
      case NPS -> Voice.nps(given.score());
      case RATING -> Voice.rating(given.score());
      case CSAT -> Voice.csat(given.score());
      case CES -> Voice.effort(given.score());
      case COMMENT -> Voice.comment();
      case COMPLAINT -> Voice.complaint();
    };
  }

  private static Optional<Subject> subject(FeedbackGiven given) {
    if (given.itemId() != null && !given.itemId().isBlank()) {
      return Optional.of(Subject.item(given.itemId(), given.category()));
    }
    return Subject.category(given.category()).or(() -> Subject.text(given.text()));
  }
}
