package dev.parallax.ingestion.source;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * Basic authentication with the write key as user name and any password, as Segment's API has it.
 */
@ApplicationScoped
class WriteKeyMechanism implements HttpAuthenticationMechanism {
  private static final String BASIC = "basic ";
  static final String CHALLENGE = "Basic realm=\"write key\"";

  private final WriteKeys keys;

  WriteKeyMechanism(WriteKeys keys) {
    this.keys = keys;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return Uni.createFrom().nullItem();
    }
    return key(header.substring(BASIC.length()))
        .flatMap(keys::sourceOf)
        .map(source -> Uni.createFrom().item(identity(source)))
        .orElseGet(
            () ->
                Uni.createFrom()
                    .failure(new AuthenticationFailedException(AuthenticationMapper.UNKNOWN_KEY)));
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", CHALLENGE));
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom()
        .item(new HttpCredentialTransport(HttpCredentialTransport.Type.AUTHORIZATION, "basic"));
  }

  private static Optional<String> key(String encoded) {
    try {
      String credentials =
          new String(Base64.getDecoder().decode(encoded.trim()), StandardCharsets.UTF_8);
      int colon = credentials.indexOf(':');
      return Optional.of(colon < 0 ? credentials : credentials.substring(0, colon));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static SecurityIdentity identity(String source) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal("source:" + source))
        .addRole(Source.ROLE)
        .addAttribute(Source.ATTRIBUTE, source)
        .build();
  }
}
