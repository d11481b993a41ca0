package dev.parallax.ingestion.feedback;

import dev.parallax.contracts.feedback.FeedbackGiven;
import dev.parallax.ingestion.event.EventIds;
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
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Reads feedback; what people write is masked, since they write their numbers and addresses in it.
 */
final class FeedbackReader implements RecordReader<FeedbackGiven> {
  private static final int LONGEST_TEXT = 10_000;
  private static final String KINDS =
      Arrays.stream(FeedbackGiven.Kind.values())
          .map(kind -> kind.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));

  private final Pseudonyms pseudonyms;
  private final CurrentCids cids;

  FeedbackReader(Pseudonyms pseudonyms, CurrentCids cids) {
    this.pseudonyms = pseudonyms;
    this.cids = cids;
  }

  @Override
  public Checked<FeedbackGiven> read(
      Fields fields, Mistakes mistakes, String source, Instant receivedAt) {
    String userId = fields.text("userId");
    String anonymousId = fields.text("anonymousId");
    if (userId == null && anonymousId == null && mistakes.isEmpty()) {
      fields.mistake(Code.MISSING_IDENTITY, "userId", "must be given, or anonymousId");
    }
    FeedbackGiven.Kind kind = kind(fields);
    Double score = score(fields, kind);
    String text = fields.text("text", LONGEST_TEXT);
    if (kind == FeedbackGiven.Kind.COMMENT && !fields.has("text")) {
      fields.mistake(Code.MISSING_FIELD, "text", "must be given for a comment");
    }
    String language = language(fields);
    Instant claimed = fields.time("occurredAt");
    Instant occurredAt = claimed == null ? receivedAt : claimed;
    EventTimes.check("occurredAt", occurredAt, receivedAt, mistakes);
    String id = fields.identifier("id");
    String itemId = fields.identifier("itemId");
    String category = fields.text("category");
    String orderId = fields.identifier("orderId");
    return mistakes.orElse(
        () -> {
          String cid = userId == null ? cids.visitor(anonymousId) : cids.customer(userId);
          Subject subject = Subject.of(cid, userId, anonymousId);
          return new FeedbackGiven(
              EventIds.of(pseudonyms, source, id, subject.identifiers()),
              cid,
              kind,
              score,
              clean(itemId, subject),
              mask(category, subject),
              clean(orderId, subject),
              mask(text, subject),
              language,
              occurredAt,
              receivedAt,
              source);
        });
  }

  private static String clean(String id, Subject subject) {
    return id == null ? null : PersonalText.maskEmails(subject.pseudonymiseThing(id));
  }

  private static FeedbackGiven.Kind kind(Fields fields) {
    String text = fields.requiredText("kind");
    if (text == null) {
      return null;
    }
    for (FeedbackGiven.Kind kind : FeedbackGiven.Kind.values()) {
      if (kind.name().equalsIgnoreCase(text.trim())) {
        return kind;
      }
    }
    fields.mistake(Code.INVALID_VALUE, "kind", "must be one of " + KINDS);
    return null;
  }

  private static Double score(Fields fields, FeedbackGiven.Kind kind) {
    BigDecimal score = fields.number("score");
    if (kind == null || !kind.scored()) {
      return score == null ? null : score.doubleValue();
    }
    String range =
        "must be between %d and %d for %s"
            .formatted(
                (int) kind.lowest(), (int) kind.highest(), kind.name().toLowerCase(Locale.ROOT));
    if (!fields.has("score")) {
      fields.mistake(Code.MISSING_FIELD, "score", range);
      return null;
    }
    if (score != null
        && (score.doubleValue() < kind.lowest() || score.doubleValue() > kind.highest())) {
      fields.mistake(Code.INVALID_VALUE, "score", range);
    }
    return score == null ? null : score.doubleValue();
  }

  private static String language(Fields fields) {
    String language = fields.text("language");
    if (language == null) {
      return null;
    }
    try {
      return new Locale.Builder().setLanguageTag(language).build().toLanguageTag();
    } catch (IllformedLocaleException e) {
      fields.mistake(Code.INVALID_VALUE, "language", "must be a BCP 47 tag such as en or zh-CN");
      return null;
    }
  }

  private static String mask(String text, Subject subject) {
    return text == null ? null : PersonalText.mask(subject.pseudonymise(text));
  }
}
