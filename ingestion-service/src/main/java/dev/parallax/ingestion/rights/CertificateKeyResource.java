package dev.parallax.ingestion.rights;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** For anybody who was shown a certificate, so without a token. */
@Path("/v1/privacy/certificate-key")
@Tag(name = "privacy")
@Produces(MediaType.APPLICATION_JSON)
public class CertificateKeyResource {
  private final Certificates certificates;

  /** A JSON Web Key Set (RFC 7517). */
  public record KeySet(List<Map<String, Object>> keys) {}

  CertificateKeyResource(Certificates certificates) {
    this.certificates = certificates;
  }

  @GET
  @PermitAll
  @NonBlocking
  @Operation(summary = "The public key that certificates of erasure are checked with")
  public KeySet get() {
    return new KeySet(List.of(certificates.publicKey()));
  }
}
