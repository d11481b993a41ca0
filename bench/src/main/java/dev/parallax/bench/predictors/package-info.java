/** {@code bench predictors}: trees scored and explained by our arrays and by XGBoost itself. */
package dev.parallax.bench.predictors;
