package dev.parallax.ingestion.request;

import dev.parallax.ingestion.body.BodyReader;
import dev.parallax.ingestion.body.BodyRefusedException;
import dev.parallax.ingestion.body.TextField;
import dev.parallax.ingestion.publish.Rate;
import dev.parallax.ingestion.quarantine.Quarantine;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.source.Source;
import dev.parallax.ingestion.source.WriteKeys;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.kit.problem.Problems;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Reads requests. Whatever is refused is in the quarantine before its sender is told. */
@ApplicationScoped
public class Requests {
  private final SecurityIdentity identity;
  private final Admission admission;
  private final WriteKeys keys;
  private final Quarantine quarantine;
  private final Rate rate;
  private final Clock clock;
  private final int keptOfCalls;

  Requests(
      SecurityIdentity identity,
      WriteKeys keys,
      Admission admission,
      Quarantine quarantine,
      Rate rate,
      Clock clock,
      LimitsConfig limits) {
    this.identity = identity;
    this.keys = keys;
    this.admission = admission;
    this.quarantine = quarantine;
    this.rate = rate;
    this.clock = clock;
    this.keptOfCalls = Math.toIntExact(limits.batch().asLongValue());
  }

  /**
   * The whole body, unzipped, of a source that may send such things. It has paid for one event.
   *
   * @throws RuntimeException a 400, 403, 408, 413, 429 or 503 problem
   */
  public Request read(String kind, InputStream body, String encoding, MemorySize limit) {
    Instant receivedAt = clock.instant();
    String source = Source.of(identity);
    try {
      int largest = Math.toIntExact(limit.asLongValue());
      int kept = Math.max(largest, keptOfCalls);
      InputStream bounded = admission.admit(source, kind, body, kept);
      byte[] bytes = BodyReader.read(bounded, encoding, largest, kept);
      admission.unzipped(encoding, bytes.length);
      return new Request(kind, source, admission.authority(source), receivedAt, bytes);
    } catch (BodyRefusedException e) {
      keep(e, source, kind, receivedAt);
      throw problem(e);
    } catch (IOException e) {
      throw Problems.invalid("body", "must be sent whole");
    }
  }

  /**
   * Lets the source pay for the events of a request, all of them or none, before any is taken in.
   *
   * @throws RuntimeException a 429 problem
   */
  public void pay(Request request, int events) {
    admission.pay(request.source(), events);
  }

  /**
   * Room for what reading the body makes beside it.
   *
   * @throws RuntimeException a 503 problem
   */
  public void reserve(long bytes) {
    admission.reserve(bytes);
  }

  /**
   * The same for a call of the Segment API, which only sources may make. A beacon cannot have
   * headers, so its key may stand in the body: {@code writeKey}. Until the key is known to be one
   * its body shares the room of all who have none, and nothing of it is kept; nor is it where the
   * key is not within what is read of a body that is too large.
   *
   * @throws RuntimeException a 400, 401, 403, 408, 413, 429 or 503 problem
   */
  public Request readCall(String kind, InputStream body, String encoding, MemorySize limit) {
    if (!identity.isAnonymous()) {
      if (!identity.hasRole(Source.ROLE)) {
        throw new ForbiddenException();
      }
      return read(kind, body, encoding, limit);
    }
    Instant receivedAt = clock.instant();
    int largest = Math.toIntExact(limit.asLongValue());
    int kept = Math.max(largest, keptOfCalls);
    try {
      byte[] bytes = BodyReader.read(admission.keyless(body, kept), encoding, largest, kept);
      admission.unzipped(encoding, bytes.length);
      String source = keys.require(TextField.writeKey(bytes));
      admission.admit(source, kind);
      return new Request(kind, source, admission.authority(source), receivedAt, bytes);
    } catch (BodyRefusedException e) {
      String key = TextField.writeKey(e.head());
      if (key != null) {
        String source = keys.require(key);
        admission.admit(source, kind);
        keep(e, source, kind, receivedAt);
      }
      throw problem(e);
    } catch (IOException e) {
      throw Problems.invalid("body", "must be sent whole");
    }
  }

  /** The value, or a 400 problem once the whole body is in the quarantine. */
  public <T> T require(Request request, String messageId, Checked<T> checked) {
    return switch (checked) {
      case Checked.Valid<T> valid -> valid.value();
      case Checked.Invalid<T> invalid -> {
        keep(
            Rejection.ofRequest(
                    request.source(),
                    request.kind(),
                    invalid.mistakes(),
                    messageId,
                    request.receivedAt(),
                    request.body())
                .withAuthority(request.authority()));
        throw Problems.invalid(Mistake.toFieldErrors(invalid.mistakes()));
      }
    };
  }

  private void keep(BodyRefusedException e, String source, String kind, Instant receivedAt) {
    keep(
        Rejection.ofBody(source, kind, e.mistake(), receivedAt, e.size(), e.payload())
            .withAuthority(admission.authority(source)));
  }

  private static RuntimeException problem(BodyRefusedException e) {
    return e.mistake().code() == Code.TOO_LARGE
        ? Problems.tooLarge(e.mistake().field(), e.mistake().message())
        : Problems.invalid(Mistake.toFieldErrors(List.of(e.mistake())));
  }

  private void keep(Rejection rejection) {
    quarantine.keep(List.of(rejection));
    rate.rejected(1);
  }
}
