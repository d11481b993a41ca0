package dev.parallax.ingestion.retail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.contracts.behaviour.CustomerEvent;
import dev.parallax.contracts.commerce.CommerceEvents;
import dev.parallax.ingestion.imports.AssertedConsent;
import dev.parallax.ingestion.imports.HashSet64;
import dev.parallax.ingestion.imports.ImportRun;
import dev.parallax.ingestion.imports.ImportTally;
import dev.parallax.ingestion.profile.ProfileUpdate;
import dev.parallax.ingestion.quarantine.Rejection;
import dev.parallax.ingestion.validation.Mistake;
import dev.parallax.ingestion.vault.PersonalData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the rows since the last checkpoint came to. Rows up to the checkpoint of an earlier run are
 * only looked at for the customers in them: the earlier run has counted and published the rest.
 */
final class RetailChunk {
  private static final Set<String> NO_COUNTRY = Set.of("", "Unspecified", "European Community");

  private final ImportRun run;
  private final ImportTally tally;
  private final RetailEvents maker;
  private final AssertedConsent consent;
  private final HashSet64 customers = new HashSet64();
  private final List<CustomerEvent> events = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private final List<ProfileUpdate> profiles = new ArrayList<>();
  private final List<PersonalData> personal = new ArrayList<>();
  private long row;

  RetailChunk(ImportRun run, ImportTally tally, RetailEvents maker) {
    this.run = run;
    this.tally = tally;
    this.maker = maker;
    this.consent = new AssertedConsent(run);
  }

  List<CustomerEvent> events() {
    return events;
  }

  List<Rejection> rejections() {
    return rejections;
  }

  List<ProfileUpdate> profiles() {
    return profiles;
  }

  List<PersonalData> personal() {
    return personal;
  }

  /** Distinct ones in the whole file so far. */
  int customers() {
    return customers.size();
  }

  /** The row that is being read. */
  void at(long number) {
    row = number;
  }

  void accept(RetailRow line) {
    boolean first = line.customerId() != null && customers.add(line.customerId());
    if (!isNew()) {
      return;
    }
    tally.accepted(1);
    if (first) {
      customer(line);
    }
  }

  /**
   * @param customerId null where the row has none
   */
  void reject(List<Mistake> mistakes, ObjectNode payload, String customerId) {
    if (isNew()) {
      tally.rejected(mistakes.getFirst().code());
      ObjectNode whose = JsonNodeFactory.instance.objectNode();
      if (customerId != null) {
        whose.put("userId", customerId);
      }
      byte[] bytes = payload.toString().getBytes(StandardCharsets.UTF_8);
      rejections.add(run.mapped(row, mistakes, bytes, whose));
    }
  }

  void complete(Invoice invoice) {
    if (!isNew()) {
      return;
    }
    CustomerEvent event = maker.event(invoice);
    events.add(event);
    tally.note(noteOf(event.name()), 1);
    int repeated = invoice.repeatedLines();
    if (repeated > 0) {
      tally.note("repeatedLines", repeated);
    }
  }

  void clear() {
    events.clear();
    rejections.clear();
    profiles.clear();
    personal.clear();
  }

  private boolean isNew() {
    return row > run.resumeAfter();
  }

  private void customer(RetailRow line) {
    String cid = maker.customer(line.customerId());
    ObjectNode traits = JsonNodeFactory.instance.objectNode();
    if (!NO_COUNTRY.contains(line.country())) {
      profiles.add(ProfileUpdate.ofTraits(cid, traits.put("country", line.country()), line.time()));
    }
    profiles.add(consent.update(cid));
    personal.add(new PersonalData(cid, line.customerId(), JsonNodeFactory.instance.objectNode()));
  }

  private static String noteOf(String event) {
    return switch (event) {
      case CommerceEvents.ORDER_COMPLETED -> "orders";
      case CommerceEvents.ORDER_REFUNDED -> "refunds";
      case RetailEvents.SERVICE_CHARGED -> "serviceCharges";
      default -> "serviceRefunds";
    };
  }
}
