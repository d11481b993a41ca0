package dev.parallax.fraud.transaction;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.fraud.serving.ServingConfig;
import dev.parallax.fraud.verdict.ReferenceRates;
import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.privacy.Subject;
import dev.parallax.kit.problem.FieldError;
import dev.parallax.kit.problem.Problems;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Checks a request, names every mistake in it, and takes the real identifiers out. */
@ApplicationScoped
public class TransactionIntake {
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final String PURCHASE = "purchase";
  private static final String REFUND = "refund";
  private static final BigDecimal MOST = new BigDecimal("1000000000000");
  private static final int MOST_DECIMALS = 6;
  private static final int LONGEST = 128;

  private final Pseudonyms pseudonyms;
  private final KnownCustomers customers;
  private final TransactionConfig config;
  private final ReferenceRates rates;
  private final Clock clock;

  TransactionIntake(
      Pseudonyms pseudonyms,
      KnownCustomers customers,
      TransactionConfig config,
      ServingConfig serving,
      Clock clock) {
    this.pseudonyms = pseudonyms;
    this.customers = customers;
    this.config = config;
    this.rates = new ReferenceRates(serving.referenceRates());
    this.clock = clock;
  }

  /**
   * @throws RuntimeException a 400 problem naming each field that is wrong
   */
  public TransactionRecorded accept(TransactionRequest request) {
    if (request == null) {
      throw Problems.invalid("body", "must be a transaction");
    }
    List<FieldError> errors = mistakes(request);
    if (!errors.isEmpty()) {
      throw Problems.invalid(errors);
    }
    String kind = lowerCase(request.kind());
    String cid = request.userId() == null ? null : cid(request.userId());
    Subject customer = Subject.of(cid, request.userId());
    Subject payer = Subject.of(pseudonyms.account(request.account()), request.account());
    UnaryOperator<String> clean =
        text ->
            clean(text == null ? null : payer.pseudonymiseThing(customer.pseudonymiseThing(text)));
    return new TransactionRecorded(
        request.id(),
        cid,
        payer.cid(),
        kind,
        REFUND.equals(kind) ? request.amount().abs().negate() : request.amount(),
        upperCase(request.currency()),
        clean.apply(request.terminal()),
        request.device() == null ? null : pseudonyms.device(request.device()),
        request.country() == null ? null : upperCase(request.country()),
        clean.apply(request.channel()),
        clean.apply(request.orderId()),
        request.occurredAt(),
        clock.instant(),
        "decisions");
  }

  /**
   * While secrets are rotated, the pseudonym under which the customer is known: an objection may
   * stand under that of an older one.
   */
  private String cid(String userId) {
    if (!pseudonyms.isRotating()) {
      return pseudonyms.customer(userId);
    }
    List<String> candidates = pseudonyms.customerCandidates(userId);
    return candidates.stream().filter(customers::isKnown).findFirst().orElse(candidates.getFirst());
  }

  private List<FieldError> mistakes(TransactionRequest request) {
    List<FieldError> errors = new ArrayList<>();
    required(errors, "id", request.id());
    if (request.id() != null && !request.id().equals(clean(request.id()))) {
      errors.add(new FieldError("id", "must not hold an e-mail address"));
    }
    required(errors, "account", request.account());
    optional(errors, "userId", request.userId());
    optional(errors, "terminal", request.terminal());
    optional(errors, "device", request.device());
    optional(errors, "channel", request.channel());
    optional(errors, "orderId", request.orderId());
    optional(errors, "kind", request.kind());
    amount(errors, request.amount());
    if (request.amount() != null
        && request.amount().signum() < 0
        && PURCHASE.equals(lowerCase(request.kind()))) {
      errors.add(new FieldError("amount", "must be 0 or more for a purchase"));
    }
    if (request.currency() == null || !CURRENCIES.contains(upperCase(request.currency()))) {
      errors.add(new FieldError("currency", "must be an ISO 4217 code such as EUR"));
    } else if (!rates.knows(upperCase(request.currency()))) {
      errors.add(new FieldError("currency", ReferenceRates.unknown(upperCase(request.currency()))));
    }
    if (request.country() != null && !COUNTRIES.contains(upperCase(request.country()))) {
      errors.add(new FieldError("country", "must be an ISO 3166 code of two letters such as DE"));
    }
    time(errors, request.occurredAt());
    return errors;
  }

  /** In either case, as ingestion takes it; the same money must not become two currencies. */
  private static String upperCase(String code) {
    return code.trim().toUpperCase(Locale.ROOT);
  }

  private static String lowerCase(String kind) {
    return kind == null ? null : kind.trim().toLowerCase(Locale.ROOT);
  }

  /** What a till writes into free fields must not carry an address to the log. */
  private static String clean(String text) {
    return text == null ? null : PersonalText.maskEmails(text);
  }

  private static void required(List<FieldError> errors, String field, String value) {
    if (value == null) {
      errors.add(new FieldError(field, "must be given"));
    } else {
      optional(errors, field, value);
    }
  }

  private static void optional(List<FieldError> errors, String field, String value) {
    if (value != null && (value.isBlank() || value.length() > LONGEST)) {
      errors.add(new FieldError(field, "must have 1 to " + LONGEST + " characters"));
    }
  }

  private static void amount(List<FieldError> errors, BigDecimal amount) {
    if (amount == null) {
      errors.add(new FieldError("amount", "must be given"));
    } else if (amount.scale() > MOST_DECIMALS || amount.abs().compareTo(MOST) > 0) {
      errors.add(
          new FieldError(
              "amount",
              "must be at most " + MOST + " with at most " + MOST_DECIMALS + " decimals"));
    }
  }

  private void time(List<FieldError> errors, Instant occurredAt) {
    Instant now = clock.instant();
    if (occurredAt == null) {
      errors.add(new FieldError("occurredAt", "must be given"));
    } else if (occurredAt.isAfter(now.plus(config.clockSkew()))) {
      errors.add(new FieldError("occurredAt", "must not be in the future"));
    } else if (occurredAt.isBefore(now.minus(config.oldest()))) {
      errors.add(
          new FieldError(
              "occurredAt", "must not be older than " + config.oldest().toDays() + " days"));
    }
  }
}
