package dev.parallax.ingestion.imports;

import dev.parallax.ingestion.mapping.Target;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The targets there are. */
@ApplicationScoped
class ImportTargets {
  private final Map<Target, ImportTarget> targets = new EnumMap<>(Target.class);

  ImportTargets(@All List<ImportTarget> all) {
    all.forEach(target -> target.takes().forEach(name -> targets.put(name, target)));
  }

  ImportTarget of(Target target) {
    return targets.get(target);
  }
}
