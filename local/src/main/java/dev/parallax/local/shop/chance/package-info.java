/** Random draws that the JDK does not have. */
package dev.parallax.local.shop.chance;
