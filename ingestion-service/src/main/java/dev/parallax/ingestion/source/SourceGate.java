package dev.parallax.ingestion.source;

import dev.parallax.kit.problem.Problems;
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
   * @throws RuntimeException a 403 problem that names the scope or the origin
   */
  public void admit(String source, Scope scope, String origin) {
    KnownSources.Known found = known.source(source).orElse(null);
    if (found == null) {
      return; // Somebody with a token; or a source that was deleted while its request came in.
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
    if (origin != null && !found.origins().isEmpty() && !found.allowsOrigin(origin)) {
      throw Problems.forbidden(
          "origin-not-allowed",
          "Origin",
          "is none that pages of the source " + source + " may have");
    }
  }
}
