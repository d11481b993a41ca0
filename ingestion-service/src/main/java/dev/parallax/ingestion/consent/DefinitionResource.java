package dev.parallax.ingestion.consent;

import dev.parallax.contracts.Phrase;
import dev.parallax.contracts.profile.Purpose;
import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * The texts that people are asked by. Pages get them from their own server: a write key only sends.
 */
@Path("/v1/consent/definitions")
@Tag(name = "consent")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DefinitionResource {
  private static final int LONGEST_TEXT = 4000;

  private final Definitions definitions;

  /**
   * A text to be put before people.
   *
   * @param version the next, or one that has this text already; null for whichever fits
   */
  public record Wanted(Integer version, Text text) {}

  /** The same in both languages. */
  public record Text(String en, String zh) {}

  DefinitionResource(Definitions definitions) {
    this.definitions = definitions;
  }

  @GET
  @RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ANALYST, Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(summary = "The texts that are in force, one for each purpose")
  public Page<Definition> list() {
    return new Page<>(List.copyOf(definitions.current().values()), null);
  }

  @GET
  @Path("/{purpose}")
  @RolesAllowed({Roles.SERVICE, Roles.MARKETER, Roles.ANALYST, Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(summary = "All versions of one purpose's text, newest first")
  public Page<Definition> versions(
      @PathParam("purpose") String purpose, @BeanParam PageQuery page) {
    Purpose wanted = purpose(purpose);
    String after = page.after();
    return Page.of(
        definitions.versions(wanted, page.size() + 1, after == null ? null : number(after)),
        page.size(),
        definition -> Integer.toString(definition.version()));
  }

  @PUT
  @Path("/{purpose}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PRIVACY_OFFICER, Roles.ADMIN})
  @Operation(
      summary = "A new version of a purpose's text",
      description =
          "A version never changes once it is there, for people have answered it. Repeating the"
              + " last text answers with the version that has it.")
  @APIResponse(
      responseCode = "201",
      description = "Added",
      content = @Content(schema = @Schema(implementation = Definition.class)))
  @APIResponse(
      responseCode = "200",
      description = "There already",
      content = @Content(schema = @Schema(implementation = Definition.class)))
  public Response put(@PathParam("purpose") String purpose, Wanted wanted) {
    Purpose named = purpose(purpose);
    if (wanted == null) {
      throw Problems.invalid("body", "must be an object with text");
    }
    Definitions.Put put = definitions.put(named, wanted.version(), phrase(wanted.text()));
    return Response.status(put.isNew() ? Response.Status.CREATED : Response.Status.OK)
        .entity(put.definition())
        .build();
  }

  private static Phrase phrase(Text text) {
    List<FieldError> mistakes = new ArrayList<>();
    check("text.en", text == null ? null : text.en(), mistakes);
    check("text.zh", text == null ? null : text.zh(), mistakes);
    if (!mistakes.isEmpty()) {
      throw Problems.invalid(mistakes);
    }
    return new Phrase(text.en().strip(), text.zh().strip());
  }

  private static void check(String field, String text, List<FieldError> mistakes) {
    if (text == null || text.isBlank()) {
      mistakes.add(new FieldError(field, "must be given"));
    } else if (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
      mistakes.add(
          new FieldError(field, "must have at most " + LONGEST_TEXT + " characters and no NUL"));
    }
  }

  private static Purpose purpose(String name) {
    return ConsentRequestReader.purpose(name)
        .orElseThrow(
            () -> Problems.notFound("purpose", "must be one of " + ConsentRequestReader.PURPOSES));
  }

  private static int number(String after) {
    try {
      return Integer.parseInt(after);
    } catch (NumberFormatException e) {
      throw Cursor.foreign();
    }
  }
}
