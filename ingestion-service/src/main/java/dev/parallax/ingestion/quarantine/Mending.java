package dev.parallax.ingestion.quarantine;

import dev.parallax.ingestion.plan.PlannedCalls;
import dev.parallax.ingestion.validation.Checked;
import dev.parallax.ingestion.validation.Code;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Mends payloads and has them read by whoever knows their kind. */
@ApplicationScoped
class Mending {
  private final List<Replayer> replayers;

  Mending(@All List<Replayer> replayers) {
    this.replayers = replayers;
  }

  /** Whether the mended row would be taken in. */
  Checked<Runnable> tryOut(Quarantined row, Patch patch, PlannedCalls.Candidate candidate) {
    return switch (patch.apply(row.payload())) {
      case Checked.Invalid<byte[]> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<byte[]>(byte[] mended) ->
          replayer(row)
              .map(known -> known.tryOut(row, mended, candidate))
              .orElseGet(Mending::unknown);
    };
  }

  /** What takes the mended row in, or why it is still not taken in. */
  Checked<Runnable> read(Quarantined row, Patch patch) {
    return switch (patch.apply(row.payload())) {
      case Checked.Invalid<byte[]> invalid -> new Checked.Invalid<>(invalid.mistakes());
      case Checked.Valid<byte[]>(byte[] mended) ->
          replayer(row).map(known -> known.read(row, mended)).orElseGet(Mending::unknown);
    };
  }

  private Optional<Replayer> replayer(Quarantined row) {
    return replayers.stream().filter(known -> known.knows(row)).findFirst();
  }

  /** Rows of online-retail make sense only beside the other rows of their invoice. */
  private static <T> Checked<T> unknown() {
    return Checked.invalid(
        Code.NOT_REPLAYABLE, "row", "can only be imported again with the file it is part of");
  }
}
