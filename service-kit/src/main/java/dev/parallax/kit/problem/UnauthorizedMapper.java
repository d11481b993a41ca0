package dev.parallax.kit.problem;

import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * No token where one is needed. The problem extension's own mapper does not link with this Quarkus.
 */
@Provider
@Priority(1)
public class UnauthorizedMapper implements ExceptionMapper<UnauthorizedException> {
  @Override
  public Response toResponse(UnauthorizedException e) {
    return Problems.unauthorized("Bearer", "send a bearer token: Authorization: Bearer <token>")
        .toResponse();
  }
}
