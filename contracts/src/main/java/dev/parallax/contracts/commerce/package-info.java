/** How the Segment e-commerce events are read: event names, orders and their lines. */
package dev.parallax.contracts.commerce;
