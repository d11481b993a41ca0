/** How the suite is doing, as seen from the front door. */
package dev.parallax.console.health;
