/**
 * Passes what is below {@code /v1} to the service it belongs to.
 *
 * <p>Bodies stream both ways with back-pressure and are never held whole: an import of many
 * gigabytes and a stream of server-sent events both go through here. Who the caller is, is for the
 * services to check; the gateway hands the credentials on untouched.
 */
package dev.parallax.console.gateway;
