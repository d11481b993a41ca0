/** How records are written on the log: JSON values, CloudEvents 1.0 headers in binary mode. */
package dev.parallax.contracts.wire;
