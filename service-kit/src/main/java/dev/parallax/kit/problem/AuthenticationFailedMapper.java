package dev.parallax.kit.problem;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** A token that is expired, forged or no token at all; see {@link UnauthorizedMapper}. */
@Provider
@Priority(1)
public class AuthenticationFailedMapper implements ExceptionMapper<AuthenticationFailedException> {
  @Override
  public Response toResponse(AuthenticationFailedException e) {
    return Problems.unauthorized(
            "Bearer error=\"invalid_token\"", "the bearer token is not valid or has expired")
        .toResponse();
  }
}
