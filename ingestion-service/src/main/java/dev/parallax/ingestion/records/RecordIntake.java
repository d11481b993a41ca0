package dev.parallax.ingestion.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parallax.contracts.ParallaxEvent;
import dev.parallax.ingestion.body.Batch;
import dev.parallax.ingestion.publish.Publisher;
import dev.parallax.ingestion.publish.Rate;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.request.LimitsConfig;
import dev.parallax.ingestion.request.RejectedItem;
import dev.parallax.ingestion.request.Request;
import dev.parallax.ingestion.request.Requests;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Takes in one record or an array of them; 202 says that the broker has the accepted ones. */
@ApplicationScoped
public class RecordIntake {
  private final Requests requests;
  private final Quarantine quarantine;
  private final Publisher publisher;
  private final Rate rate;
  private final long largest;

  /**
   * @param rejected each with its place in the array; they are in the quarantine
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Accepted(int accepted, List<RejectedItem> rejected) {}

  RecordIntake(
      Requests requests,
      Quarantine quarantine,
      Publisher publisher,
      Rate rate,
      LimitsConfig limits) {
    this.largest = limits.event().asLongValue();
    this.requests = requests;
    this.quarantine = quarantine;
    this.publisher = publisher;
    this.rate = rate;
  }

  /** Records that are only put on the log. */
  public <E extends ParallaxEvent> Response publish(
      Request request, String topic, RecordReader<E> reader) {
    return take(
        request,
        reader,
        events ->
            publisher.publish(
                events.stream().map(event -> new Publisher.Addressed(topic, event)).toList()));
  }

  /**
   * Records that change state.
   *
   * @param apply gets the valid ones, within the transaction that keeps the others
   */
  public <E extends ParallaxEvent> Response take(
      Request request, RecordReader<E> reader, Consumer<List<E>> apply) {
    Batch batch = requests.require(request, null, Batch.ofOneOrMany(request.body()));
    List<E> events = new ArrayList<>(batch.items().size());
    List<Rejection> rejections = new ArrayList<>();
    List<RejectedItem> rejected = new ArrayList<>();
    for (int i = 0; i < batch.items().size(); i++) {
      Batch.Item item = batch.items().get(i);
      switch (read(item, request, reader)) {
        case Checked.Valid<E> valid -> events.add(valid.value());
        case Checked.Invalid<E> invalid -> {
          Rejection rejection = rejection(request, item, invalid.mistakes());
          rejections.add(rejection);
          rejected.add(RejectedItem.of(i, rejection.messageId(), invalid.mistakes()));
        }
      }
    }
    if (rejections.isEmpty()) {
      apply.accept(events);
    } else {
      QuarkusTransaction.requiringNew()
          .run(
              () -> {
                quarantine.keep(rejections);
                apply.accept(events);
              });
      rate.rejected(rejections.size());
    }
    if (events.isEmpty() && !rejected.isEmpty()) {
      throw Problems.invalid(errors(rejected));
    }
    return Response.accepted(new Accepted(events.size(), rejected)).build();
  }

  private <E extends ParallaxEvent> Checked<E> read(
      Batch.Item item, Request request, RecordReader<E> reader) {
    return item.size() > largest
        ? Checked.invalid(Code.TOO_LARGE, "body", "must have at most " + largest + " bytes")
        : reader.read(item.node(), request.source(), request.receivedAt());
  }

  /** With one record its fields are named as they are, with several by their place. */
  private static List<FieldError> errors(List<RejectedItem> rejected) {
    if (rejected.size() == 1) {
      return rejected.getFirst().errors();
    }
    return rejected.stream()
        .flatMap(
            item ->
                item.errors().stream()
                    .map(e -> new FieldError("[" + item.index() + "]." + e.field(), e.message())))
        .limit(50)
        .toList();
  }

  private static Rejection rejection(Request request, Batch.Item item, List<Mistake> mistakes) {
    return Rejection.ofRequest(
        request.source(),
        request.kind(),
        mistakes,
        item.node().path("id").asText(null),
        request.receivedAt(),
        item.payload());
  }
}
