package dev.parallax.ingestion.source;

import dev.parallax.kit.problem.Problems;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Goes before the service kit's, which knows of tokens only. */
@Provider
@Priority(0)
public class NotSignedInMapper implements ExceptionMapper<UnauthorizedException> {
  @Override
  public Response toResponse(UnauthorizedException e) {
    return Problems.unauthorized(
            WriteKeyMechanism.CHALLENGE,
            "send the write key as the user name of Basic authentication, or a bearer token")
        .toResponse();
  }
}
