/** Trees: grown by XGBoost, scored and explained by our own flat arrays. */
package dev.parallax.learning.tree;
