package dev.parallax.ingestion.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.io.InputStream;
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
  private final LimitsConfig limits;

  /**
   * @param rejected each with its place in the array; they are in the quarantine
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Accepted(int accepted, List<RejectedItem> rejected) {}

  /**
   * Records that are read alike and go to one topic.
   *
   * @param name what the quarantine calls those that are refused
   */
  public record Kind<E extends ParallaxEvent>(String name, String topic, RecordReader<E> reader) {}

  RecordIntake(
      Requests requests,
      Quarantine quarantine,
      Publisher publisher,
      Rate rate,
      LimitsConfig limits) {
    this.requests = requests;
    this.quarantine = quarantine;
    this.publisher = publisher;
    this.rate = rate;
    this.limits = limits;
  }

  /**
   * Records that are only put on the log.
   *
   * @param encoding the header Content-Encoding, may be null
   */
  public <E extends ParallaxEvent> Response publish(
      Kind<E> kind, InputStream body, String encoding) {
    return take(
        kind.name(),
        body,
        encoding,
        kind.reader(),
        events ->
            publisher.publish(
                events.stream()
                    .map(event -> new Publisher.Addressed(kind.topic(), event))
                    .toList()));
  }

  /**
   * Records that change state.
   *
   * @param kind what the quarantine calls those that are refused
   * @param apply gets the valid ones, within the transaction that keeps the others
   */
  public <E extends ParallaxEvent> Response take(
      String kind,
      InputStream body,
      String encoding,
      RecordReader<E> reader,
      Consumer<List<E>> apply) {
    Request request = requests.read(kind, body, encoding, limits.records());
    Batch batch =
        requests.require(request, null, Batch.ofOneOrMany(request.body(), limits.recordItems()));
    requests.pay(request, batch.items().size());
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
    long largest = limits.event().asLongValue();
    if (item.size() > largest) {
      return Checked.invalid(Code.TOO_LARGE, "body", "must have at most " + largest + " bytes");
    }
    return switch (item.node()) {
      case Checked.Invalid<JsonNode> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<JsonNode>(JsonNode node) ->
          reader.read(node, request.source(), request.receivedAt());
    };
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
        item.text("id"),
        request.receivedAt(),
        item.payload());
  }
}
