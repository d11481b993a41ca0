package dev.parallax.console.problem;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what goes wrong in the console's own endpoints into problem details. */
class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  /** What of the request the status is about. */
  private static final Map<Integer, String> REQUEST_PARTS =
      Map.of(405, "method", 406, "Accept", 415, "Content-Type");

  @ServerExceptionMapper
  Response problem(ProblemException thrown) {
    return answer(thrown.problem());
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException thrown, UriInfo uri) {
    return answer(
        Problem.notFound("path", "/" + strip(uri.getPath()) + " leads nowhere; see GET /openapi"));
  }

  @ServerExceptionMapper
  Response refused(WebApplicationException thrown) {
    Response.StatusType status = thrown.getResponse().getStatusInfo();
    String part = REQUEST_PARTS.get(status.getStatusCode());
    if (part != null) {
      return answer(
          Problem.refused(
              status.getStatusCode(),
              status.getReasonPhrase(),
              part,
              "must be one that GET /openapi names for this address"));
    }
    return answer(
        Problem.ofStatus(
            status.getStatusCode(),
            status.getReasonPhrase(),
            "the request cannot be answered here: "
                + status.getReasonPhrase().toLowerCase(Locale.ROOT),
            List.of()));
  }

  @ServerExceptionMapper
  Response failed(RuntimeException thrown) {
    LOG.error("request failed", thrown);
    return answer(
        Problem.ofStatus(
            500,
            "Something went wrong on our side",
            "it has been logged; try again later",
            List.of()));
  }

  private static Response answer(Problem problem) {
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    if (problem.status() == 503) {
      response.header("Retry-After", "2");
    }
    if (problem.status() == 401) {
      response.header("WWW-Authenticate", "Bearer");
    }
    return response.build();
  }

  private static String strip(String path) {
    return path.startsWith("/") ? path.substring(1) : path;
  }
}
