/**
 * Who the customers are. Pure core: {@code feature}, {@code clustering}, {@code segment}; edges
 * around it: {@code customer} (what is known of them, from the log), {@code training} and {@code
 * membership}.
 */
package dev.parallax.segmentation;
