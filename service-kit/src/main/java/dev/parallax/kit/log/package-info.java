/** The log (Kafka): the one producer of a service, and the topics it needs. */
package dev.parallax.kit.log;
