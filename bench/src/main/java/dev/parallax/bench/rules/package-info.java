/** Mining of association rules, beside Spark MLlib on the same baskets. */
package dev.parallax.bench.rules;
