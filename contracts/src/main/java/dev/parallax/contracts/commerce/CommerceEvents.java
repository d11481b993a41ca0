package dev.parallax.contracts.commerce;

/** Event names of the Segment e-commerce spec (v2) that the suite acts on. */
public final class CommerceEvents {
  public static final String PRODUCTS_SEARCHED = "Products Searched";
  public static final String PRODUCT_LIST_VIEWED = "Product List Viewed";
  public static final String PRODUCT_CLICKED = "Product Clicked";
  public static final String PRODUCT_VIEWED = "Product Viewed";
  public static final String PRODUCT_ADDED = "Product Added";
  public static final String PRODUCT_REMOVED = "Product Removed";
  public static final String PRODUCT_ADDED_TO_WISHLIST = "Product Added to Wishlist";
  public static final String CHECKOUT_STARTED = "Checkout Started";
  public static final String ORDER_COMPLETED = "Order Completed";
  public static final String ORDER_REFUNDED = "Order Refunded";
  public static final String PRODUCT_REVIEWED = "Product Reviewed";

  private CommerceEvents() {}
}
