/** How often something is done that goes on aside from the requests. */
package dev.parallax.recommendation.pace;
