package dev.parallax.ingestion.rights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.wire.EventJson;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * Signs what an erasure came to, so that it can be shown to whoever doubts it: a JWS (RFC 7515)
 * that anyone can check with the public key, long after the suite is gone. It names the person by
 * their pseudonym only.
 */
@Startup
@ApplicationScoped
class Certificates {
  private static final String TYPE = "erasure-certificate+jwt";

  private final PublicJsonWebKey key;
  private final String keyId;

  @Inject
  Certificates(PrivacyConfig config) {
    this(config.certificateKey());
  }

  Certificates(String key) {
    try {
      String jwk = new String(Base64.getDecoder().decode(key.strip()), StandardCharsets.UTF_8);
      this.key = PublicJsonWebKey.Factory.newPublicJwk(jwk);
      this.keyId = this.key.calculateBase64urlEncodedThumbprint("SHA-256");
    } catch (JoseException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "parallax.privacy.certificate-key must be the base64 of a private JSON Web Key");
    }
    if (this.key.getPrivateKey() == null) {
      throw new IllegalArgumentException(
          "parallax.privacy.certificate-key must be the base64 of a private JSON Web Key, this one is public");
    }
  }

  String sign(PrivacyRequest request, Instant completedAt) {
    ObjectNode claims =
        EventJson.mapper()
            .createObjectNode()
            .put("iss", "parallax")
            .put("jti", request.id())
            .put("sub", request.cid())
            .put("iat", completedAt.getEpochSecond())
            .put("requestedAt", request.requestedAt().toString())
            .put("completedAt", completedAt.toString());
    claims.set("services", EventJson.mapper().valueToTree(request.services()));
    JsonWebSignature signature = new JsonWebSignature();
    signature.setHeader("typ", TYPE);
    signature.setKeyIdHeaderValue(keyId);
    signature.setAlgorithmHeaderValue(
        key instanceof EllipticCurveJsonWebKey
            ? AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256
            : AlgorithmIdentifiers.EDDSA);
    signature.setKey(key.getPrivateKey());
    signature.setPayload(claims.toString());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  /** What certificates are checked with (RFC 7517). */
  Map<String, Object> publicKey() {
    Map<String, Object> shown = key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    shown.put("kid", keyId);
    shown.put("use", "sig");
    return shown;
  }
}
