package dev.parallax.ingestion.request;

import dev.parallax.kit.problem.Problems;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Not thrown as a problem, since one of status 503 is logged with its stack, each time. */
class NoRoomMapper {
  private static final int RETRY_AFTER_SECONDS = 1;

  @ServerExceptionMapper
  Response noRoom(NoRoomException e) {
    return Problems.unavailable(
            "too much is under way at the moment; nothing of this request was taken in",
            RETRY_AFTER_SECONDS)
        .toResponse();
  }
}
