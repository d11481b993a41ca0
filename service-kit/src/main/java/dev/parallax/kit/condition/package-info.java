/** Conditions that staff write in CEL: checked when they are written, quick when they are asked. */
package dev.parallax.kit.condition;
