/** What a person at the terminal sees: progress on the way, and at the end what was found. */
package dev.parallax.local.report;
