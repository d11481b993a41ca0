package dev.parallax.ingestion.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;

/** Reads mappings, and says of one that is not right what is wrong where, all of it at once. */
public final class MappingReader {
  /** A mapping is read by people; its tables may be long. */
  public static final int LARGEST = 256 * 1024;

  private static final YAMLMapper YAML = new YAMLMapper(strict());

  private MappingReader() {}

  private static YAMLFactory strict() {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setCodePointLimit(LARGEST);
    // An alias within an alias within an alias would fill the memory.
    options.setMaxAliasesForCollections(0);
    return YAMLFactory.builder().loaderOptions(options).build();
  }

  /**
   * @throws MappingException with everything that is wrong
   */
  public static Mapping read(String yaml) throws MappingException {
    List<MappingMistake> mistakes = new ArrayList<>();
    Part top = new Part(parse(yaml), "", mistakes);
    String description = top.text("description");
    Format format = Format.read(top);
    Target target =
        top.read("target", t -> Target.parse(t).orElse(null), "must be one of " + Target.names());
    if (!top.has("target")) {
      top.wrong("target", "must be one of " + Target.names());
    }
    Locale locale = FieldRules.locale(top, Locale.ROOT);
    ZoneId zone = FieldRules.zone(top, ZoneOffset.UTC);
    Set<String> missing = new HashSet<>(top.texts("missing"));
    Expressions.Expression rows = null;
    Set<String> columns = Set.of();
    Part drop = top.part("drop");
    if (drop != null) {
      rows = Expressions.compile(drop, "rows", true);
      columns = new HashSet<>(drop.texts("columns"));
      drop.refuseOthers();
    }
    boolean keep = keepsOthers(top);
    List<FieldRule> fields = fields(top, new FieldRules(tables(top), locale, zone));
    if (fields.isEmpty() && !keep) {
      top.wrong("fields", "must name at least one field, or others must be keep");
    }
    top.refuseOthers();
    if (!mistakes.isEmpty()) {
      throw new MappingException(mistakes);
    }
    return new Mapping(
        description, format, target, missing, rows, columns, keep ? target.home() : null, fields);
  }

  private static boolean keepsOthers(Part top) {
    String others = top.text("others", "drop");
    if (!others.equals("keep") && !others.equals("drop")) {
      top.wrong("others", "must be keep or drop: what becomes of columns that no field names");
    }
    return others.equals("keep");
  }

  private static Map<String, Table> tables(Part top) {
    Map<String, Table> tables = new LinkedHashMap<>();
    top.entries("tables")
        .forEach(
            (name, node) ->
                tables.put(
                    name, Table.read(new Part(node, top.at("tables." + name), top.mistakes()))));
    return tables;
  }

  private static List<FieldRule> fields(Part top, FieldRules rules) {
    List<FieldRule> fields = new ArrayList<>();
    Map<String, JsonNode> entries = top.entries("fields");
    if (!entries.isEmpty()) {
      Part part = top.part("fields");
      entries.forEach((path, node) -> fields.add(rules.read(part, path, node)));
    }
    return fields;
  }

  private static JsonNode parse(String yaml) throws MappingException {
    if (yaml.length() > LARGEST) {
      throw new MappingException(
          List.of(new MappingMistake("mapping", "must have at most " + LARGEST + " characters")));
    }
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null || e.getLocation().getLineNr() < 1
              ? ""
              : "; the mistake is in line " + e.getLocation().getLineNr();
      throw new MappingException(List.of(new MappingMistake("mapping", "must be YAML" + where)));
    } catch (IOException e) {
      throw new IllegalStateException("a text cannot be read", e);
    }
  }
}
