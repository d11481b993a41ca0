package dev.parallax.kit.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses U+0000 in the path and the query. PostgreSQL has no such character: asked for it, it
 * answers with an error that would look like ours.
 */
@Provider
public class NulParameters implements ContainerRequestFilter {
  @Override
  public void filter(ContainerRequestContext request) {
    UriInfo address = request.getUriInfo();
    check(address.getPathParameters());
    check(address.getQueryParameters());
  }

  private static void check(MultivaluedMap<String, String> parameters) {
    parameters.forEach(
        (name, values) -> {
          if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw Problems.invalid(name, "must not hold the character U+0000");
          }
        });
  }
}
