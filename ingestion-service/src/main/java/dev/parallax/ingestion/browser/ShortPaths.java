package dev.parallax.ingestion.browser;

import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Leads the addresses that other collectors' SDKs use to ours, before an endpoint is looked for: a
 * second set of endpoints would have to be kept the same by hand.
 */
class ShortPaths {
  @ServerRequestFilter(preMatching = true, nonBlocking = true)
  public void lead(ContainerRequestContext context) {
    String path = BrowserPaths.here(context.getUriInfo().getRequestUri().getPath());
    if (path != null) {
      context.setRequestUri(context.getUriInfo().getRequestUriBuilder().replacePath(path).build());
    }
  }
}
