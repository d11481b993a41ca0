/**
 * Dense kernels on primitive arrays by the Vector API, and the threads that run them. Whatever is
 * computed here is the same for any number of threads.
 */
package dev.parallax.recommendation.matrix;
