package dev.parallax.experience.order;

/**
 * An order or refund of a customer.
 *
 * @param id an order's id; a refund's event, since an order may be refunded in parts
 */
public record OrderKey(long customer, String id, boolean refund) {}
