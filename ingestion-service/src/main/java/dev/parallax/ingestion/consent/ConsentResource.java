package dev.parallax.ingestion.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.parallax.ingestion.profile.Way;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.vault.PersonalData;
import dev.parallax.kit.page.Cursor;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.pseudonym.Pseudonyms;
import dev.parallax.kit.security.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Consent over HTTP, for services and staff. Pages answer through the Segment API: a write key is
 * public, and whoever reads it could otherwise ask for and change the consent of anybody.
 */
@Path("/v1")
@Tag(name = "consent")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SERVICE, Roles.PRIVACY_OFFICER, Roles.ADMIN})
@RunOnVirtualThread
public class ConsentResource {
  private static final String EXAMPLE =
      "{\"purposes\":{\"analytics\":true,\"marketing\":false},\"givenAt\":\"2026-01-31T12:00:00Z\",\"definitionVersion\":1,\"locale\":\"en\",\"proof\":\"form 7\"}";
  private static final int LONGEST_ID = 512;

  private final CustomerConsent consent;
  private final Pseudonyms pseudonyms;
  private final SecurityIdentity identity;
  private final Clock clock;

  ConsentResource(
      CustomerConsent consent, Pseudonyms pseudonyms, SecurityIdentity identity, Clock clock) {
    this.consent = consent;
    this.pseudonyms = pseudonyms;
    this.identity = identity;
    this.clock = clock;
  }

  @GET
  @Path("/customers/{userId}/consent")
  @Operation(
      summary = "What a customer has answered, and why their data may be used or not",
      description = "With the history of all their pseudonyms, page by page.")
  public ConsentState get(@PathParam("userId") String userId, @BeanParam PageQuery page) {
    return state(pseudonyms.customer(id("userId", userId)), page);
  }

  @PUT
  @Path("/customers/{userId}/consent")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "A customer's answers",
      description =
          "Purposes that are not named stay as they are. Without givenAt they are given now, and"
              + " repeating what stands changes nothing; an older answer that comes late is kept in"
              + " the history and undoes no newer one; of two given at once the refusal stands.")
  public ConsentState put(
      @PathParam("userId") String userId,
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(type = SchemaType.OBJECT),
                      examples = @ExampleObject(name = "example", value = EXAMPLE)))
          JsonNode body) {
    String cid = pseudonyms.customer(id("userId", userId));
    return record(new PersonalData(cid, userId, JsonNodeFactory.instance.objectNode()), body);
  }

  @GET
  @Path("/consent")
  @Operation(summary = "The same for a visitor who has not signed in")
  public ConsentState getVisitor(
      @QueryParam("anonymousId") String anonymousId, @BeanParam PageQuery page) {
    return state(pseudonyms.anonymous(id("anonymousId", anonymousId)), page);
  }

  @PUT
  @Path("/consent")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The same for a visitor who has not signed in",
      description = "Once they sign in, it is the customer's.")
  public ConsentState putVisitor(
      @QueryParam("anonymousId") String anonymousId,
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(type = SchemaType.OBJECT),
                      examples = @ExampleObject(name = "example", value = EXAMPLE)))
          JsonNode body) {
    String cid = pseudonyms.anonymous(id("anonymousId", anonymousId));
    return record(new PersonalData(cid, null, JsonNodeFactory.instance.objectNode()), body);
  }

  private ConsentState record(PersonalData person, JsonNode body) {
    ConsentRequest request =
        switch (ConsentRequestReader.read(body, clock.instant())) {
          case Checked.Valid<ConsentRequest> valid -> valid.value();
          case Checked.Invalid<ConsentRequest> invalid ->
              throw Problems.invalid(Mistake.toFieldErrors(invalid.mistakes()));
        };
    boolean service = identity.hasRole(Roles.SERVICE);
    String role =
        service
            ? Roles.SERVICE
            : identity.hasRole(Roles.PRIVACY_OFFICER) ? Roles.PRIVACY_OFFICER : Roles.ADMIN;
    consent.record(person, request, service ? Way.API : Way.STAFF, role);
    return consent.state(person.cid(), new PageQuery().size(), null);
  }

  private ConsentState state(String cid, PageQuery page) {
    String after = page.after();
    return consent.state(cid, page.size(), after == null ? null : uuid(after));
  }

  private static UUID uuid(String after) {
    try {
      return UUID.fromString(after);
    } catch (IllegalArgumentException e) {
      throw Cursor.foreign();
    }
  }

  private static String id(String field, String value) {
    if (value == null || value.isBlank()) {
      throw Problems.invalid(field, "must be given");
    }
    if (value.length() > LONGEST_ID || value.indexOf('\0') >= 0) {
      throw Problems.invalid(field, "must have at most " + LONGEST_ID + " characters and no NUL");
    }
    return value;
  }
}
