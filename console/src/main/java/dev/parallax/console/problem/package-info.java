/** How the front door itself says that something is wrong: RFC 9457 problem details. */
package dev.parallax.console.problem;
