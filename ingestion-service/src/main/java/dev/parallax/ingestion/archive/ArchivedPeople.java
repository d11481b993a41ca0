package dev.parallax.ingestion.archive;

import dev.parallax.contracts.Topics;
import dev.parallax.contracts.identity.IdentitiesMerged;
import dev.parallax.contracts.identity.IdentitiesSplit;
import dev.parallax.contracts.wire.CloudEvents;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a row of the archive names: by its columns, and merges and splits in their payload too. */
final class ArchivedPeople {
  private static final Set<String> TYPES =
      Set.of(CloudEvents.type(IdentitiesMerged.class), CloudEvents.type(IdentitiesSplit.class));

  private static final Pattern PSEUDONYM = Pattern.compile("\\b[ac]_(?:\\d+_)?[0-9a-f]{32}\\b");

  private ArchivedPeople() {}

  /** Whether all that are named in a file of this path stand in the columns key and cid. */
  static boolean areInColumns(String path) {
    return !path.startsWith("topic=" + Topics.IDENTITY_MERGES + "/")
        && !path.startsWith("topic=" + Topics.IDENTITY_SPLITS + "/");
  }

  /** Tells each of them, some of them twice; keys that are no customers' come too. */
  static void of(ArchivedEvent event, Consumer<String> person) {
    of(event.key(), event.cid(), person);
    if (event.type() != null && event.payload() != null && TYPES.contains(event.type())) {
      Matcher named = PSEUDONYM.matcher(event.payload());
      while (named.find()) {
        person.accept(named.group());
      }
    }
  }

  static void of(String key, String cid, Consumer<String> person) {
    if (key != null) {
      person.accept(key);
    }
    if (cid != null && !cid.equals(key)) {
      person.accept(cid);
    }
  }
}
