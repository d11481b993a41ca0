package dev.parallax.ingestion.reading;

import dev.parallax.contracts.reading.ReadingTaken;
import dev.parallax.ingestion.event.EventIds;
import dev.parallax.ingestion.records.RecordReader;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import dev.parallax.ingestion.validation.EventTimes;
import dev.parallax.ingestion.validation.Fields;
import dev.parallax.ingestion.validation.Mistakes;
import dev.parallax.kit.privacy.PersonalText;
import dev.parallax.kit.pseudonym.Pseudonyms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads a measurement. Without an id, device, metric and time are one: a sensor has one value at a
 * time.
 */
final class ReadingReader implements RecordReader<ReadingTaken> {
  private static final Set<String> COUNTS = Set.of("dwell", "queue-length", "footfall", "stock");

  private final Pseudonyms pseudonyms;

  ReadingReader(Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
  }

  @Override
  public Checked<ReadingTaken> read(
      Fields fields, Mistakes mistakes, String source, Instant receivedAt) {
    String device = fields.requiredText("device");
    String metric = metric(fields);
    BigDecimal value = fields.requiredNumber("value");
    if (value != null && value.signum() < 0 && COUNTS.contains(metric)) {
      fields.mistake(Code.NEGATIVE_NUMBER, "value", "must be 0 or more for " + metric);
    }
    Instant occurredAt = fields.time("occurredAt");
    if (occurredAt != null) {
      EventTimes.check("occurredAt", occurredAt, receivedAt, mistakes);
    } else if (!fields.has("occurredAt")) {
      fields.mistake(Code.MISSING_FIELD, "occurredAt", "must be given");
    }
    String id = fields.identifier("id");
    String unit = fields.text("unit");
    String place = fields.text("place");
    return mistakes.orElse(
        () ->
            new ReadingTaken(
                EventIds.of(
                    pseudonyms,
                    source,
                    id == null ? device + "/" + metric + "/" + occurredAt : id,
                    List.of()),
                PersonalText.maskEmails(device),
                PersonalText.maskEmails(metric),
                value.doubleValue(),
                unit == null ? null : PersonalText.maskEmails(unit),
                place == null ? null : PersonalText.maskEmails(place),
                occurredAt,
                receivedAt,
                source));
  }

  private static String metric(Fields fields) {
    String metric = fields.requiredText("metric");
    return metric == null ? null : metric.trim().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
