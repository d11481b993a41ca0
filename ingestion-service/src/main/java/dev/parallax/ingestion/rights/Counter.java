package dev.parallax.ingestion.rights;

import dev.parallax.contracts.privacy.PrivacyRequested.Kind;
import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What erasures and exports have in common over HTTP. */
@ApplicationScoped
class Counter {
  private final PrivacyRequests requests;

  Counter(PrivacyRequests requests) {
    this.requests = requests;
  }

  /** 202 with the request as it stands and where to look for it. */
  Response accepted(Kind kind, PersonQuery person, Function<PersonQuery, UUID> desk) {
    if (person == null) {
      throw Problems.invalid("body", "must be an object with userId, anonymousId or cid");
    }
    person.check();
    UUID id = desk.apply(person);
    String path = kind == Kind.ERASE ? "/v1/privacy/erasures/" : "/v1/privacy/exports/";
    return Response.accepted(requests.find(kind, id).orElseThrow())
        .location(URI.create(path + id))
        .build();
  }

  Page<PrivacyRequest> list(Kind kind, PageQuery page) {
    String after = page.after();
    UUID before = after == null ? null : uuid(after).orElseThrow(Cursor::foreign);
    return Page.of(requests.list(kind, page.size() + 1, before), page.size(), PrivacyRequest::id);
  }

  PrivacyRequest find(Kind kind, String id) {
    return uuid(id)
        .flatMap(uuid -> requests.find(kind, uuid))
        .orElseThrow(() -> Problems.notFound("id", "names no request"));
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
