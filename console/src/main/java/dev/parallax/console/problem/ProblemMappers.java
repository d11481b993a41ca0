package dev.parallax.console.problem;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what goes wrong in the console's own endpoints into problem details. */
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response problem(ProblemException thrown) {
    return answer(thrown.problem());
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException thrown, UriInfo uri) {
    return answer(Problem.notFound("there is nothing at /" + strip(uri.getPath())));
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException thrown) {
    Response.StatusType status = thrown.getResponse().getStatusInfo();
    return answer(
        Problem.ofStatus(
            status.getStatusCode(),
            status.getReasonPhrase(),
            "the request cannot be answered here: "
                + status.getReasonPhrase().toLowerCase(Locale.ROOT)));
  }

  @ServerExceptionMapper
  Response failed(RuntimeException thrown) {
    LOG.error("request failed", thrown);
    return answer(
        Problem.ofStatus(
            500, "Something went wrong on our side", "it has been logged; try again later"));
  }

  private static Response answer(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    if (problem.status() == 503) {
      response.header("Retry-After", "2");
    }
    return response.build();
  }

  private static String strip(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
