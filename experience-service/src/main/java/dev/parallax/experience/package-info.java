/** How it goes for the customers, and where what they need is not what they are offered. */
package dev.parallax.experience;
