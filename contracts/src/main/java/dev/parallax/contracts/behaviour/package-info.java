/** What customers do: pages seen, things searched, put into the basket, ordered. */
package dev.parallax.contracts.behaviour;
