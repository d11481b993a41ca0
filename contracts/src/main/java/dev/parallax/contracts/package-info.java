/**
 * What crosses the borders between services: one record per event, the topics they travel on, and
 * how they are written. Plain Java, so that anything on the JVM can read the log without Quarkus.
 */
package dev.parallax.contracts;
