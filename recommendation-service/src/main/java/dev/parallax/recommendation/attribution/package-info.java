/** Which list a click, an addition to a basket or an order is owed to. */
package dev.parallax.recommendation.attribution;
