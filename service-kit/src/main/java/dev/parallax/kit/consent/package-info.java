/** Whether a customer's data may be used for a purpose. */
package dev.parallax.kit.consent;
