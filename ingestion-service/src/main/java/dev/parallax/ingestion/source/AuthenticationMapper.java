package dev.parallax.ingestion.source;

import dev.parallax.kit.problem.Problems;
import io.quarkus.security.AuthenticationFailedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * 401 that says which of the two credentials is wrong; goes before the service kit's, which knows
 * of tokens only.
 */
@Provider
@Priority(0)
public class AuthenticationMapper implements ExceptionMapper<AuthenticationFailedException> {
  static final String UNKNOWN_KEY = "unknown write key";

  @Override
  public Response toResponse(AuthenticationFailedException e) {
    return (UNKNOWN_KEY.equals(e.getMessage())
            ? Problems.unauthorized(
                WriteKeyMechanism.CHALLENGE,
                "the write key is not known: send the one of a source as the user name of Basic"
                    + " authentication, or as writeKey")
            : Problems.unauthorized(
                "Bearer error=\"invalid_token\"", "the bearer token is not valid or has expired"))
        .toResponse();
  }
}
