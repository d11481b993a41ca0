package dev.parallax.ingestion.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code parallax.identity.*}. */
@ConfigMapping(prefix = "parallax.identity")
public interface IdentityConfig {
  /** Further identifiers by type, such as {@code email} or {@code loyaltyCard}; none by default. */
  Map<String, Identifier> identifiers();

  /**
   * What senders write where they know no id. In no case does it join anyone, in either case;
   * neither do values of nothing but zeros and dashes.
   */
  @WithDefault(
      "null,nil,none,undefined,nan,n/a,na,anonymous,unknown,guest,true,false,-1,[object object]")
  Set<String> blockedValues();

  /** Where an identifier is found and what it may do. */
  interface Identifier {
    /** The traits it is in; the one of the type's name by default. */
    Optional<List<String>> traits();

    /** Its types in {@code context.externalIds}; the type's name by default. */
    Optional<List<String>> externalIds();

    /**
     * Whether nobody shares it, so that two customers who give the same one are the same. Otherwise
     * it tells only whose an anonymous visitor's past is, and that while one customer has it.
     */
    @WithDefault("false")
    boolean unique();

    /** How many customers may give one value; what more of them give joins nobody any more. */
    @WithDefault("3")
    int mostCustomers();

    /** How many values a customer may have; no merge that would lead to more is made. */
    @WithDefault("5")
    int mostValues();

    /** Of several in one call the lowest comes first, and the limits may stop the others. */
    @WithDefault("100")
    int priority();
  }
}
