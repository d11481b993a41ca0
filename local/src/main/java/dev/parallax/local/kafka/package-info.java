/** A real Kafka broker from its Maven artifacts, in a JVM of its own. */
package dev.parallax.local.kafka;
