package dev.parallax.k8s;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The settings of a module's {@code @ConfigMapping} interfaces, read from their sources: so the
 * test needs no build of the service, and cannot see an old one.
 */
final class MappedSettings {
  /** Property to whether somebody must set it. {@code *} stands for a key of a map. */
  private final Map<String, Boolean> required = new TreeMap<>();

  private final Map<String, ClassTree> types = new HashMap<>();

  private MappedSettings() {}

  static Map<String, Boolean> of(Path module) {
    MappedSettings settings = new MappedSettings();
    try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
      List<Path> sources = files.filter(f -> f.toString().endsWith("Config.java")).toList();
      if (!sources.isEmpty()) {
        settings.parse(sources);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings.required;
  }

  private void parse(List<Path> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
      for (CompilationUnitTree unit : task.parse()) {
        types.clear();
        unit.getTypeDecls().forEach(this::index);
        for (Tree type : unit.getTypeDecls()) {
          if (type instanceof ClassTree mapping) {
            text(mapping.getModifiers().getAnnotations(), "ConfigMapping", "prefix")
                .ifPresent(prefix -> read(mapping, prefix));
          }
        }
      }
    }
  }

  private void index(Tree tree) {
    if (tree instanceof ClassTree type) {
      types.put(type.getSimpleName().toString(), type);
      type.getMembers().forEach(this::index);
    }
  }

  private void read(ClassTree mapping, String prefix) {
    for (Tree member : mapping.getMembers()) {
      if (member instanceof MethodTree method && method.getBody() == null) {
        read(method, prefix);
      }
    }
  }

  private void read(MethodTree method, String prefix) {
    List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
    String name =
        has(annotations, "WithParentName")
            ? prefix
            : prefix
                + "."
                + text(annotations, "WithName", "value").orElse(kebab(method.getName().toString()));
    String type = method.getReturnType().toString();
    ClassTree group = types.get(type);
    if (group != null && group.getKind() == Tree.Kind.INTERFACE) {
      read(group, name);
    } else if (type.startsWith("Map<")) {
      required.put(name + ".*", false);
    } else {
      required.put(name, !type.startsWith("Optional") && !has(annotations, "WithDefault"));
    }
  }

  private static boolean has(List<? extends AnnotationTree> annotations, String name) {
    return annotations.stream().anyMatch(a -> a.getAnnotationType().toString().equals(name));
  }

  private static Optional<String> text(
      List<? extends AnnotationTree> annotations, String name, String attribute) {
    return annotations.stream()
        .filter(a -> a.getAnnotationType().toString().equals(name))
        .flatMap(a -> a.getArguments().stream())
        .map(argument -> value(argument, attribute))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> value(ExpressionTree argument, String attribute) {
    ExpressionTree value = argument;
    if (argument instanceof AssignmentTree assignment) {
      if (!assignment.getVariable().toString().equals(attribute)) {
        return Optional.empty();
      }
      value = assignment.getExpression();
    }
    return value instanceof LiteralTree literal
        ? Optional.of(literal.getValue().toString())
        : Optional.empty();
  }

  private static String kebab(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }
}
