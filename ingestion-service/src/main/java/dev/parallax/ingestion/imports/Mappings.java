package dev.parallax.ingestion.imports;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The mappings there are. */
@ApplicationScoped
class Mappings {
  private final List<ImportMapping> all;

  Mappings(@All List<ImportMapping> all) {
    this.all = all.stream().sorted(Comparator.comparing(ImportMapping::name)).toList();
  }

  Optional<ImportMapping> find(String name) {
    return all.stream().filter(mapping -> mapping.name().equals(name)).findFirst();
  }

  String names() {
    return all.stream().map(ImportMapping::name).collect(Collectors.joining(", "));
  }
}
