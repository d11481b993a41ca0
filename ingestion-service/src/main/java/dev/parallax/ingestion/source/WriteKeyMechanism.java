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
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Who sends with a write key, wherever the request has it but in its body. */
@ApplicationScoped
class WriteKeyMechanism implements HttpAuthenticationMechanism {
  private static final int PRIORITY = HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1000;
  static final String CHALLENGE = "Basic realm=\"write key\"";

  private final WriteKeys keys;

  WriteKeyMechanism(WriteKeys keys) {
    this.keys = keys;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviderManager) {
    return PresentedKey.of(context.request())
        .map(
            key ->
                keys.sourceOf(key)
                    .map(source -> Uni.createFrom().item(identity(source)))
                    .orElseGet(
                        () ->
                            Uni.createFrom()
                                .failure(
                                    new AuthenticationFailedException(
                                        AuthenticationMapper.UNKNOWN_KEY))))
        .orElseGet(() -> Uni.createFrom().nullItem());
  }

  /** Before the one for tokens, which would refuse a key that comes as one. */
  @Override
  public int getPriority() {
    return PRIORITY;
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

  private static SecurityIdentity identity(String source) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal("source:" + source))
        .addRole(Source.ROLE)
        .addAttribute(Source.ATTRIBUTE, source)
        .build();
  }
}
