package dev.parallax.console.description;

import dev.parallax.console.problem.Problem;
import dev.parallax.console.problem.ProblemException;
import dev.parallax.console.upstream.Service;
import dev.parallax.console.upstream.Upstreams;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/**
 * The whole interface in one document, for client generators and for people. Open to all, as the
 * documents of the services are: it is the same text as in the repository.
 */
@Path("/openapi")
@Singleton
public class DescriptionResource {
  private static final Logger LOG = Logger.getLogger(DescriptionResource.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String THEIRS = "/q/openapi?format=json";

  private final Upstreams upstreams;

  DescriptionResource(Upstreams upstreams) {
    this.upstreams = upstreams;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The OpenAPI document of all services together")
  public Uni<String> whole() {
    List<Future<JsonObject>> asked = Arrays.stream(Service.values()).map(this::ask).toList();
    return Uni.createFrom()
        .completionStage(() -> Future.join(asked).otherwiseEmpty().toCompletionStage())
        .map(all -> together(asked));
  }

  private Future<JsonObject> ask(Service service) {
    return upstreams
        .get(service, THEIRS, null, PATIENCE)
        .map(
            answer -> {
              if (answer.status() != 200) {
                throw new IllegalStateException("status " + answer.status());
              }
              return answer.body().toJsonObject();
            })
        .onFailure(
            failure -> LOG.debugf(failure, "no description from service=%s", service.label()));
  }

  private static String together(List<Future<JsonObject>> asked) {
    WholeDescription whole = new WholeDescription();
    List<String> unavailable = new ArrayList<>();
    for (Service service : Service.values()) {
      Future<JsonObject> theirs = asked.get(service.ordinal());
      if (theirs.succeeded()) {
        whole.add(service.label(), theirs.result());
      } else {
        unavailable.add(service.label());
      }
    }
    if (unavailable.size() == asked.size()) {
      throw new ProblemException(Problem.unavailable(unavailable.getFirst()));
    }
    return whole.document(unavailable).encodePrettily();
  }
}
