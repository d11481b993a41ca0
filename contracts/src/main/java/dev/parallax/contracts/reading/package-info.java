/** What sensors measure. */
package dev.parallax.contracts.reading;
