/** Events that were applied already: what makes a consumer exactly-once in effect. */
package dev.parallax.kit.inbox;
