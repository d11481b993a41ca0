/** Who may do what. */
package dev.parallax.kit.security;
