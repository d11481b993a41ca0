package dev.parallax.recommendation.dataset;

import java.util.Arrays;

/** The rows of a data set, column by column. */
final class Columns {
  int[] customer = new int[1024];
  int[] item = new int[1024];
  byte[] code = new byte[1024];
  int[] amount = new int[1024];
  int[] minute = new int[1024];
  int size;

  /**
   * @param theAmount pieces of an order or refund line, rating of a review
   */
  void add(int theCustomer, int theItem, byte theCode, int theAmount, int theMinute) {
    if (size == customer.length) {
      int length = size + (size >> 1);
      customer = Arrays.copyOf(customer, length);
      item = Arrays.copyOf(item, length);
      code = Arrays.copyOf(code, length);
      amount = Arrays.copyOf(amount, length);
      minute = Arrays.copyOf(minute, length);
    }
    customer[size] = theCustomer;
    item[size] = theItem;
    code[size] = theCode;
    amount[size] = theAmount;
    minute[size] = theMinute;
    size++;
  }
}
