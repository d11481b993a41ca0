/** What is known of customers' orders from all that was told of them. */
package dev.parallax.experience.order;
