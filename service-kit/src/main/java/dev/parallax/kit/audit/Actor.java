package dev.parallax.kit.audit;

import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.service.ServiceIdentity;
import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who acts at the moment: the caller of the request, or without one the service itself. */
@ApplicationScoped
class Actor {
  private final SecurityIdentity caller;
  private final ServiceIdentity service;
  private final AuditSeal seal;

  /** A name that is no personal data, and the roles that come with it. */
  record Acting(String name, List<String> roles) {
    static Acting of(String name, Set<String> roles) {
      return new Acting(name, List.copyOf(roles));
    }
  }

  Actor(SecurityIdentity caller, ServiceIdentity service, AuditSeal seal) {
    this.caller = caller;
    this.service = service;
    this.seal = seal;
  }

  Acting current() {
    if (!Arc.container().requestContext().isActive() || caller.isAnonymous()) {
      return new Acting("service:" + service.name(), List.of());
    }
    return Acting.of(name(caller.getPrincipal()), caller.getRoles());
  }

  /**
   * A token's subject rather than its name, which is a person's; where the issuer puts an address
   * there, a pseudonym of it.
   */
  private String name(Principal principal) {
    if (!(principal instanceof JsonWebToken token)) {
      return principal.getName();
    }
    String subject = token.getSubject() == null ? token.getName() : token.getSubject();
    return PersonalText.maskId(subject).equals(subject) ? subject : seal.pseudonym(subject);
  }
}
