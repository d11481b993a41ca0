/** Takes in what customers do: visits, orders, and what their attention is about. */
package dev.parallax.experience.behaviour;
