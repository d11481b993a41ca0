package dev.parallax.ingestion.retail;

import java.util.Locale;
import java.util.Set;

/** Tells products from postage, fees, discounts, vouchers and corrections by hand. */
final class StockCodes {
  private static final Set<String> SERVICES =
      Set.of("POST", "DOT", "C2", "M", "D", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK", "PADS");
  private static final Set<String> SHIPPING = Set.of("POST", "DOT", "C2");
  private static final String VOUCHER = "GIFT_";
  private static final String SHOP_GOODS = "DCGS";

  private StockCodes() {}

  static String normalise(String code) {
    return code.trim().toUpperCase(Locale.ROOT);
  }

  /** A code without any digit names no article, the shop's own goods apart. */
  static boolean isService(String code) {
    return SERVICES.contains(code)
        || code.startsWith(VOUCHER)
        || (!code.startsWith(SHOP_GOODS) && code.chars().noneMatch(c -> c >= '0' && c <= '9'));
  }

  static boolean isShipping(String code) {
    return SHIPPING.contains(code);
  }
}
