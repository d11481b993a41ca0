/** The suite under measurement: its own home, its own ports. */
package dev.parallax.bench.suite;
