package dev.parallax.local.shop.demo;

import dev.parallax.local.shop.ShopPlan;
import dev.parallax.local.shop.card.CardPayment;
import dev.parallax.local.shop.goods.Product;
import dev.parallax.local.shop.life.ShopLife;
import dev.parallax.local.shop.people.Customer;
import dev.parallax.local.shop.truth.DemoTruth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes down what is true about a life. */
final class Truths {

  private Truths() {}

  static DemoTruth of(
      ShopPlan plan,
      ShopLife life,
      List<CardPayment> cards,
      Map<String, Long> before,
      int heldOutWeeks) {
    return new DemoTruth(
        plan,
        before,
        life.customers().stream()
            .collect(Collectors.toMap(Customer::userId, customer -> customer.kind().name())),
        users(life, customer -> !customer.consent().analytics()),
        users(life, customer -> !customer.consent().personalization()),
        life.assortment().affinities().stream()
            .map(affinity -> affinity.products().stream().map(Product::id).toList())
            .toList(),
        cards.stream()
            .filter(CardPayment::isFraud)
            .collect(
                Collectors.groupingBy(
                    payment -> payment.fraud().name(),
                    Collectors.mapping(CardPayment::id, Collectors.toList()))),
        plan.end().minus(Duration.ofDays(7L * heldOutWeeks)),
        life.assortment().overlooked().name());
  }

  private static List<String> users(ShopLife life, Predicate<Customer> chosen) {
    return life.customers().stream().filter(chosen).map(Customer::userId).toList();
  }
}
