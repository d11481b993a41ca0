/** Which transactions were not trusted, and what turned out later. */
package dev.parallax.contracts.fraud;
