package dev.parallax.ingestion.transaction;

import dev.parallax.contracts.transaction.TransactionRecorded;
import dev.parallax.ingestion.identity.CurrentCids;
import dev.parallax.ingestion.records.RecordReader;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.EventTimes;
import dev.parallax.ingestion.validation.Fields;
import dev.parallax.ingestion.validation.Mistakes;
import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.privacy.Subject;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Reads a transaction. Its id stays as the sender wrote it, since labels and decisions are asked
 * for by it; customer, account and device become pseudonyms. A refund is negative on the log,
 * whichever sign it came with.
 */
final class TransactionReader implements RecordReader<TransactionRecorded> {
  private static final String PURCHASE = "purchase";
  private static final String REFUND = "refund";
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final Pseudonyms pseudonyms;
  private final CurrentCids cids;

  /**
   * @param cids the cids that ids belong to by now
   */
  public TransactionReader(Pseudonyms pseudonyms, CurrentCids cids) {
    this.pseudonyms = pseudonyms;
    this.cids = cids;
  }

  @Override
  public Checked<TransactionRecorded> read(
      Fields fields, Mistakes mistakes, String source, Instant receivedAt) {
    String id = fields.requiredText("id");
    if (id != null && id.indexOf('@') >= 0) {
      fields.mistake(Code.INVALID_VALUE, "id", "must not hold an e-mail address");
    }
    String account = fields.requiredText("account");
    String userId = fields.text("userId");
    String kind = kind(fields);
    BigDecimal amount = amount(fields, kind);
    String currency = currency(fields);
    Instant occurredAt = fields.time("occurredAt");
    if (occurredAt != null) {
      EventTimes.check("occurredAt", occurredAt, receivedAt, mistakes);
    } else if (!fields.has("occurredAt")) {
      fields.mistake(Code.MISSING_FIELD, "occurredAt", "must be given");
    }
    String terminal = fields.text("terminal");
    String device = fields.text("device");
    String country = country(fields);
    String channel = fields.text("channel");
    String orderId = fields.identifier("orderId");
    return mistakes.orElse(
        () -> {
          String cid = userId == null ? null : cids.customer(userId);
          Subject customer = Subject.of(cid, userId);
          Subject payer = Subject.of(pseudonyms.account(account), account);
          UnaryOperator<String> clean =
              text ->
                  text == null
                      ? null
                      : PersonalText.maskEmails(
                          payer.pseudonymiseThing(customer.pseudonymiseThing(text)));
          return new TransactionRecorded(
              id,
              cid,
              payer.cid(),
              kind == null ? (amount.signum() < 0 ? REFUND : PURCHASE) : clean.apply(kind),
              REFUND.equals(kind) ? amount.abs().negate() : amount,
              currency,
              clean.apply(terminal),
              device == null ? null : pseudonyms.device(device),
              country,
              clean.apply(channel),
              clean.apply(orderId),
              occurredAt,
              receivedAt,
              source);
        });
  }

  private static String kind(Fields fields) {
    String kind = fields.text("kind");
    return kind == null ? null : kind.trim().toLowerCase(Locale.ROOT);
  }

  private static BigDecimal amount(Fields fields, String kind) {
    BigDecimal amount = fields.requiredNumber("amount");
    if (amount != null && amount.signum() < 0 && PURCHASE.equals(kind)) {
      fields.mistake(Code.NEGATIVE_NUMBER, "amount", "must be 0 or more for a purchase");
    }
    return amount;
  }

  private static String currency(Fields fields) {
    if (!fields.has("currency")) {
      fields.mistake(Code.MISSING_FIELD, "currency", "must be an ISO 4217 code such as EUR");
    }
    return fields.currency("currency");
  }

  private static String country(Fields fields) {
    String country = fields.text("country");
    if (country == null) {
      return null;
    }
    String code = country.trim().toUpperCase(Locale.ROOT);
    if (!COUNTRIES.contains(code)) {
      fields.mistake(
          Code.INVALID_VALUE, "country", "must be an ISO 3166 code of two letters such as DE");
    }
    return code;
  }
}
