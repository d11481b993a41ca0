/**
 * Files of interactions that somebody sends: read line by line, their ids turned into numbers at
 * once, so that nothing of whoever is in them is kept. Plain Java.
 */
package dev.parallax.recommendation.upload;
