package dev.parallax.ingestion.source;

import dev.parallax.kit.problem.Problems;
import io.quarkus.security.AuthenticationFailedException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets a source send what it may, from where it may. */
@ApplicationScoped
public class SourceGate {
  private final KnownSources known;

  SourceGate(KnownSources known) {
    this.known = known;
  }

  /**
   * @param source whose key came with the request, or {@link Source#API}
   * @param origin the header {@code Origin}, null where there is none: what sends is no page
   * @throws RuntimeException a 403 problem that names the scope or the origin; 401 for a source
   *     that is there no more
   */
  public void admit(String source, Scope scope, String origin) {
    KnownSources.Known found = known.source(source).orElse(null);
    if (found == null) {
      if (source.equals(Source.API)) {
        return;
      }
      // Deleted while its request came in: who is not known has no limits that could hold.
      throw new AuthenticationFailedException(AuthenticationMapper.UNKNOWN_KEY);
    }
    if (!found.definition().enabled()) {
      throw Problems.forbidden(
          "source-disabled",
          "Authorization",
          "has the write key of " + source + ", which is disabled");
    }
    if (!found.definition().scopes().contains(scope)) {
      throw Problems.forbidden(
          "scope-missing",
          "Authorization",
          "has the write key of " + source + ", which lacks the scope " + scope.wireName());
    }
    if (origin != null
        && !found.origins().isEmpty()
        && OriginPattern.sent(origin).filter(found::allowsOrigin).isEmpty()) {
      throw Problems.forbidden(
          "origin-not-allowed",
          "Origin",
          "is none that pages of the source " + source + " may have");
    }
  }

  /**
   * How far the sender of a request is believed. A key that comes from a page, or where pages have
   * to put theirs, is taken for one that anybody may have read, whatever its source's scopes are.
   */
  public Authority authority(String source, HttpServerRequest request) {
    if (source.equals(Source.API)) {
      return Authority.FULL;
    }
    return PresentedKey.isPublic(request)
        ? Authority.VISITOR
        : known
            .source(source)
            .map(found -> found.definition().authority())
            .orElse(Authority.VISITOR);
  }
}
