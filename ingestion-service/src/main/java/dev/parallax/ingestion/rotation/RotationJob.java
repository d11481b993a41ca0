package dev.parallax.ingestion.rotation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.ingestion.identity.Given;
import dev.parallax.ingestion.identity.Identifiers;
import dev.parallax.ingestion.vault.PersonalData;
import dev.parallax.ingestion.vault.Vault;
import dev.parallax.kit.job.JobContext;
import dev.parallax.kit.job.JobHandler;
import dev.parallax.kit.pseudonym.Pseudonyms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks the vault, which knows real ids, and merges every customer's older pseudonyms into the
 * present one. Goes on where it was after a crash; run again, it finds nothing left to do.
 */
@ApplicationScoped
class RotationJob implements JobHandler {
  static final String KIND = "pseudonym-rotation";
  private static final int PAGE = 500;
  private static final String AFTER = "after";
  private static final List<String> COUNTS =
      List.of("seen", "rotated", "merged", "already", "visitors", "unknownSecret");

  private final Vault vault;
  private final Pseudonyms pseudonyms;
  private final Identifiers identifiers;
  private final Rotation rotation;
  private final Clock clock;

  RotationJob(
      Vault vault, Pseudonyms pseudonyms, Identifiers identifiers, Rotation rotation, Clock clock) {
    this.vault = vault;
    this.pseudonyms = pseudonyms;
    this.identifiers = identifiers;
    this.rotation = rotation;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public ObjectNode doneBy(ObjectNode checkpoint) {
    return checkpoint == null ? null : checkpoint.deepCopy().without(AFTER);
  }

  @Override
  public ObjectNode run(JobContext context) {
    ObjectNode tally = context.checkpoint() == null ? begun() : context.checkpoint().deepCopy();
    long total = vault.countByKeyId().values().stream().mapToLong(Long::longValue).sum();
    for (List<PersonalData> page = page(tally); !page.isEmpty(); page = page(tally)) {
      take(page, tally);
      tally.put(AFTER, page.getLast().cid());
      context.checkpoint(tally);
      long seen = tally.path("seen").asLong();
      context.progress(seen, Math.max(total, seen), seen + " of the vault's entries");
    }
    ObjectNode result = tally.deepCopy();
    result.remove(AFTER);
    long remaining =
        vault.countByKeyId().entrySet().stream()
            .filter(count -> count.getKey() != pseudonyms.keyId())
            .mapToLong(Map.Entry::getValue)
            .sum();
    return result.put("keyId", pseudonyms.keyId()).put("remaining", remaining);
  }

  private static ObjectNode begun() {
    ObjectNode tally = JsonNodeFactory.instance.objectNode().put(AFTER, "");
    COUNTS.forEach(count -> tally.put(count, 0));
    return tally;
  }

  private List<PersonalData> page(ObjectNode tally) {
    return vault.page(tally.path(AFTER).asText(), PAGE);
  }

  private void take(List<PersonalData> page, ObjectNode tally) {
    List<List<String>> people = new ArrayList<>();
    List<Given> given = new ArrayList<>();
    Map<String, String> moves = new TreeMap<>();
    for (PersonalData entry : page) {
      add(tally, "seen", 1);
      if (entry.userId() == null) {
        add(tally, "visitors", 1); // Their ids are not kept: they are linked when they come again.
        continue;
      }
      List<String> candidates = pseudonyms.customerCandidates(entry.userId());
      String present = candidates.getFirst();
      if (entry.cid().equals(present)) {
        add(tally, "already", 1);
      } else if (!candidates.contains(entry.cid())) {
        add(tally, "unknownSecret", 1);
      } else {
        people.add(candidates);
        moves.put(entry.cid(), present);
        identifiers.in(entry.traits(), null).forEach(one -> given.add(given(present, one)));
      }
    }
    if (!people.isEmpty()) {
      add(tally, "merged", rotation.link(people, given, () -> vault.move(moves)));
      add(tally, "rotated", people.size());
    }
  }

  private Given given(String cid, Identifiers.Found one) {
    return new Given(
        cid,
        one.type(),
        pseudonyms.identifierCandidates(one.type(), one.value()),
        one.rules(),
        clock.instant());
  }

  private static void add(ObjectNode tally, String name, long count) {
    tally.put(name, tally.path(name).asLong() + count);
  }
}
