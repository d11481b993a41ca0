/** Who turned out to be the same customer. */
package dev.parallax.contracts.identity;
