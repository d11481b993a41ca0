/** Which transactions not to trust, decided while the buyer waits. */
package dev.parallax.fraud;
