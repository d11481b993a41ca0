package dev.parallax.segmentation.feature;

import java.util.Currency;

/** What stands for the currency of money that came without one. */
public final class NoCurrency {
  /** ISO 4217 keeps the number 999 for a transaction without a currency. */
  private static final int NUMBER = 999;

  /** Its code of three letters. */
  public static final String CODE =
      Currency.getAvailableCurrencies().stream()
          .filter(currency -> currency.getNumericCode() == NUMBER)
          .map(Currency::getCurrencyCode)
          .findFirst()
          .orElseThrow();

  private NoCurrency() {}
}
