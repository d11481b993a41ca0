package dev.parallax.ingestion.rotation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.job.Job;
import dev.parallax.kit.job.Jobs;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rotation of the pseudonym secret. */
@Path("/v1/pseudonyms/rotation")
@Tag(name = "identity")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
@RunOnVirtualThread
public class RotationResource {
  private final Jobs jobs;
  private final Pseudonyms pseudonyms;
  private final Vault vault;

  /**
   * How far a rotation is.
   *
   * @param keyId the number of the present secret
   * @param rotating whether older secrets are configured
   * @param vaultByKeyId how many of the vault's entries are under pseudonyms of which secret
   */
  public record State(int keyId, boolean rotating, Map<Integer, Long> vaultByKeyId) {}

  RotationResource(Jobs jobs, Pseudonyms pseudonyms, Vault vault) {
    this.jobs = jobs;
    this.pseudonyms = pseudonyms;
    this.vault = vault;
  }

  @GET
  @Operation(summary = "How far the rotation of the pseudonym secret is")
  public State state() {
    return new State(pseudonyms.keyId(), pseudonyms.isRotating(), vault.countByKeyId());
  }

  @POST
  @Operation(
      summary = "Merges all customers' older pseudonyms into those of the present secret, as a job",
      description =
          "Result: seen, rotated, merged, already, visitors (whose ids are not kept), unknownSecret,"
              + " remaining under older secrets. 409 no-rotation where no older secret is"
              + " configured.")
  @APIResponse(
      responseCode = "202",
      content = @Content(schema = @Schema(implementation = Job.class)))
  public Response rotate() {
    if (!pseudonyms.isRotating()) {
      throw Problems.conflict(
          "no-rotation", "parallax.pseudonym.previous must hold the older secrets first");
    }
    return Jobs.accepted(jobs.submit(RotationJob.KIND, JsonNodeFactory.instance.objectNode()));
  }
}
