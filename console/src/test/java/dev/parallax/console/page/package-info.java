/** The pages, looked at from outside. */
package dev.parallax.console.page;
