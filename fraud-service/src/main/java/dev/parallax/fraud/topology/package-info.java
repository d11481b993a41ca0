/**
 * The Kafka Streams topology: keeps the windowed state by account, scores, decides. Two
 * sub-topologies, see docs/adr/0003.
 */
package dev.parallax.fraud.topology;
