/** The service's own database, as far as it is the same for all. */
package dev.parallax.kit.store;
