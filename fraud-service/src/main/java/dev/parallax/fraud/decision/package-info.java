/** Decisions over HTTP: asked for over the log, waited for, stored. */
package dev.parallax.fraud.decision;
