package dev.parallax.fraud.label;

import dev.parallax.kit.audit.Audit;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Labels over HTTP. */
@Path("/v1/labels")
@Tag(name = "labels")
@RolesAllowed({Roles.FRAUD_ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LabelResource {
  private static final int MOST = 10_000;

  /** In the audit log. */
  private static final int MOST_NAMED = 500;

  private final LabelRepository repository;
  private final Audit audit;
  private final Clock clock;

  LabelResource(LabelRepository repository, Audit audit, Clock clock) {
    this.repository = repository;
    this.audit = audit;
    this.clock = clock;
  }

  /** How many were taken in. */
  public record Accepted(int accepted) {}

  /** One label or an array of them; all are taken in or none. */
  @POST
  @Transactional
  @Operation(
      summary = "Says what became of transactions, one or an array",
      description =
          "A transaction that is not known yet is waited for. The latest label of a transaction"
              + " counts.")
  @APIResponse(responseCode = "202", description = "Taken in")
  public Response label(
      @RequestBody(
              content =
                  @Content(schema = @Schema(oneOf = {LabelRequest.class, LabelRequest[].class})))
          LabelRequests body) {
    List<LabelRequest> requests = body == null ? List.of() : body.labels();
    if (requests.isEmpty()) {
      throw Problems.invalid("body", "must be a label or an array of labels");
    }
    if (requests.size() > MOST) {
      throw Problems.invalid("body", "must not have more than " + MOST + " labels");
    }
    Collection<Label> labels = checked(requests);
    repository.save(labels);
    record(labels);
    return Response.accepted(new Accepted(requests.size())).build();
  }

  /** Which transactions were called what; of very many, the first. */
  private void record(Collection<Label> labels) {
    audit.record(
        "labels-set",
        labels.size() == 1
            ? labels.iterator().next().transactionId()
            : labels.size() + " transactions",
        Map.of("fraud", named(labels, true), "genuine", named(labels, false)));
  }

  private static List<String> named(Collection<Label> labels, boolean fraud) {
    return labels.stream()
        .filter(label -> label.fraud() == fraud)
        .map(Label::transactionId)
        .limit(MOST_NAMED)
        .toList();
  }

  /** Of several on one transaction the latest, and of equally late ones the last. */
  private Collection<Label> checked(List<LabelRequest> requests) {
    Instant now = clock.instant();
    List<FieldError> errors = new ArrayList<>();
    Map<String, Label> latest = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      String prefix = requests.size() == 1 ? "" : "[" + i + "].";
      Label label = Label.of(requests.get(i), prefix, now, errors);
      if (label != null) {
        latest.merge(
            label.transactionId(),
            label,
            (a, b) -> b.labelledAt().isBefore(a.labelledAt()) ? a : b);
      }
    }
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors.subList(0, Math.min(errors.size(), 20)));
    }
    return latest.values();
  }
}
