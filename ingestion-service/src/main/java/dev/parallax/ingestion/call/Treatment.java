package dev.parallax.ingestion.call;

import dev.parallax.contracts.profile.Purpose;
import dev.parallax.ingestion.validation.Mistake;
import java.util.List;
import java.util.Map;

/**
 * What the tracking plan says is to be done with a call that is taken in.
 *
 * @param flags what is wrong with it but does not keep it out; the event carries them as a mark
 * @param personal fields that are personal data, whatever their names
 * @param purposes fields that need the customer's consent to be passed on
 */
public record Treatment(
    List<Mistake> flags, List<FieldPath> personal, Map<FieldPath, Purpose> purposes) {
  /** The plan has nothing to say. */
  public static final Treatment NONE = new Treatment(List.of(), List.of(), Map.of());

  /** These flags and nothing else. */
  public static Treatment flagged(List<Mistake> flags) {
    return flags.isEmpty() ? NONE : new Treatment(flags, List.of(), Map.of());
  }

  public Treatment {
    flags = List.copyOf(flags);
    personal = List.copyOf(personal);
    purposes = Map.copyOf(purposes);
  }

  /** Whether it keeps no field back. */
  public boolean keepsNothingBack() {
    return personal.isEmpty() && purposes.isEmpty();
  }
}
