/** The five services behind the front door: who they are, where they are and how to call them. */
package dev.parallax.console.upstream;
