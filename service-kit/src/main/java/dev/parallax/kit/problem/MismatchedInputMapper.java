package dev.parallax.kit.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Takes the place of the framework's own mapper, which answers without a reason. */
@Provider
@Priority(1)
public class MismatchedInputMapper implements ExceptionMapper<MismatchedInputException> {
  @Override
  public Response toResponse(MismatchedInputException e) {
    return Problems.invalid(List.of(UnreadableJson.describe(e))).toResponse();
  }
}
