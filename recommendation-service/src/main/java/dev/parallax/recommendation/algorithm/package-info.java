/**
 * Ways to learn what somebody will like from what people did: one contract, one registry by name,
 * and a subpackage per family. Plain Java on sparse primitive arrays; users and items are numbers
 * from 0.
 */
package dev.parallax.recommendation.algorithm;
