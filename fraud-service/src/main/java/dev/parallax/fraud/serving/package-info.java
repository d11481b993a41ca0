/** The model and the rules in force, as the topology uses them. */
package dev.parallax.fraud.serving;
