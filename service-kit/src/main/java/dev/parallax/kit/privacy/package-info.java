/** Keeps what may be about a person out of texts that leave a service's edge. */
package dev.parallax.kit.privacy;
