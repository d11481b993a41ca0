/**
 * Association rules: which items are bought together more often than chance would have it. Plain
 * Java on primitive arrays; items are numbers from 0.
 */
package dev.parallax.recommendation.rule;
