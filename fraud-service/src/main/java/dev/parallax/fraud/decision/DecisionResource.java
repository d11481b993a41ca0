package dev.parallax.fraud.decision;

import dev.parallax.contracts.fraud.Outcome;
import dev.parallax.fraud.transaction.TransactionIntake;
import dev.parallax.fraud.transaction.TransactionRequest;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Decisions over HTTP. */
@Path("/v1/decisions")
@Tag(name = "decisions")
@RolesAllowed({Roles.SERVICE, Roles.FRAUD_ANALYST, Roles.ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DecisionResource {
  private final TransactionIntake intake;
  private final DecisionService service;
  private final DecisionRepository repository;
  private final DecisionConfig config;

  DecisionResource(
      TransactionIntake intake,
      DecisionService service,
      DecisionRepository repository,
      DecisionConfig config) {
    this.intake = intake;
    this.service = service;
    this.repository = repository;
    this.config = config;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Decides on a transaction while the caller waits",
      description =
          "The same id again gets the same decision. Prefer: wait=SECONDS waits longer than the"
              + " configured time. A decision that does not come in time is answered by the configured"
              + " one, which is kept beside it.")
  @APIResponse(responseCode = "200", description = "Decided, or answered by the fallback")
  @APIResponse(
      responseCode = "409",
      description = "The id is that of a transaction on another account or of another amount")
  public Decision decide(
      TransactionRequest request,
      @Parameter(description = "RFC 7240, wait=SECONDS") @HeaderParam("Prefer") String prefer) {
    return Decision.of(
        service.decide(
            intake.accept(request),
            PreferWait.of(prefer, config.timeout(), config.longestTimeout())));
  }

  @GET
  @Operation(summary = "Decisions, newest first")
  public Page<Decision> list(
      @BeanParam PageQuery page,
      @Parameter(description = "approve, review or decline") @QueryParam("outcome")
          String outcome) {
    return repository.list(outcome(outcome), page.size(), page.after());
  }

  @GET
  @Path("/{transactionId}")
  @Operation(
      summary = "The decision on a transaction",
      description =
          "fallbackAnswer says what the caller was answered where the decision did not come in"
              + " time. Until it has come, the answer itself stands here, with fallback true.")
  public Decision get(@PathParam("transactionId") String transactionId) {
    return repository
        .find(transactionId)
        .orElseThrow(() -> Problems.notFound("transactionId", "names no decided transaction"));
  }

  private static Outcome outcome(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    try {
      return Outcome.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problems.invalid("outcome", "must be one of approve, review, decline");
    }
  }
}
