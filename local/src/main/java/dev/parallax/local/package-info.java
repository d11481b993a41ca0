/** The suite on one machine: its infrastructure, its processes and its commands. */
package dev.parallax.local;
