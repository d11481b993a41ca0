/** What is true about a simulated shop, kept beside its data so that it can be compared later. */
package dev.parallax.local.shop.truth;
