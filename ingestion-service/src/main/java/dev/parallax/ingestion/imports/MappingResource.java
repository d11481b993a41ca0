package dev.parallax.ingestion.imports;

import dev.parallax.ingestion.mapping.Mapping;
import dev.parallax.ingestion.mapping.MappingReader;
import dev.parallax.kit.page.Page;
import dev.parallax.kit.page.PageQuery;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.security.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the rows of a firm's files mean, in YAML, by name and version. */
@Path("/v1/imports/mappings")
@Tag(name = "imports")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.ANALYST})
@RunOnVirtualThread
public class MappingResource {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private final MappingStore store;
  private final Mappings builtIn;

  MappingResource(MappingStore store, Mappings builtIn) {
    this.store = store;
    this.builtIn = builtIn;
  }

  /**
   * @param versions that there are, newest first
   */
  public record MappingDetails(StoredMapping mapping, List<Integer> versions) {}

  @GET
  @Operation(summary = "The newest version of each mapping, by name")
  public Page<StoredMapping> list(@BeanParam PageQuery page) {
    return Page.of(store.newest(page.size() + 1, page.after()), page.size(), StoredMapping::name);
  }

  @GET
  @Path("/{name}")
  @Operation(summary = "One mapping, the newest version where none is named")
  public MappingDetails get(@PathParam("name") String name, @QueryParam("version") String version) {
    StoredMapping mapping =
        store
            .find(version == null || version.isEmpty() ? name : name + "@" + version)
            .orElseThrow(() -> Problems.notFound("name", "names no mapping of this version"));
    return new MappingDetails(
        mapping, store.versions(name).stream().map(StoredMapping::version).toList());
  }

  @PUT
  @Path("/{name}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Makes a mapping, or a new version of it; the same text again is none")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/yaml",
              schema = @Schema(type = SchemaType.STRING),
              examples =
                  @ExampleObject(
                      name = "example",
                      value =
                          "format: {type: csv, delimiter: \";\"}\n"
                              + "target: transactions\n"
                              + "locale: de-DE\n"
                              + "fields:\n"
                              + "  id: Beleg\n"
                              + "  account: Konto\n"
                              + "  amount: {from: Betrag, money: {currency: EUR, currencyTo:"
                              + " currency}}\n"
                              + "  occurredAt: {from: Datum, date: {pattern: dd.MM.yyyy, zone:"
                              + " Europe/Berlin}}\n")))
  public StoredMapping put(@PathParam("name") String name, InputStream body) throws IOException {
    if (!NAME.matcher(name).matches()
        || builtIn.find(name).isPresent()
        || name.equals(StoredMapping.INLINE)) {
      throw Problems.invalid(
          "name",
          "must be small letters, digits and hyphens, at most 63, and none of "
              + builtIn.names()
              + ", inline");
    }
    String definition = text(body);
    Mapping mapping = ImportForms.parse("body", definition);
    return store.save(name, mapping.target().wireName(), definition);
  }

  @DELETE
  @Path("/{name}")
  @Operation(summary = "Removes a mapping with all its versions; imports under way go on")
  public void delete(@PathParam("name") String name) {
    if (!store.delete(name)) {
      throw Problems.notFound("name", "names no mapping");
    }
  }

  private static String text(InputStream body) throws IOException {
    byte[] bytes = body == null ? new byte[0] : body.readNBytes(4 * MappingReader.LARGEST);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') < 0) {
        return text;
      }
    } catch (CharacterCodingException e) {
      // The answer is the same.
    }
    throw Problems.invalid("body", "must be YAML in UTF-8");
  }
}
