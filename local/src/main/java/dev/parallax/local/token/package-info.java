/** Development tokens: what an OIDC provider does in production. */
package dev.parallax.local.token;
