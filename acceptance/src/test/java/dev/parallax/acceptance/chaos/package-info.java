/** Load while servers are killed and come back: who sends, who kills, who compares. */
package dev.parallax.acceptance.chaos;
