/**
 * Linear models: least squares in closed form; logistic regression and support vectors by
 * LibLinear.
 */
package dev.parallax.learning.linear;
