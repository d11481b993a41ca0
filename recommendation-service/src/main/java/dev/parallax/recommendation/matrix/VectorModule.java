package dev.parallax.recommendation.matrix;

/** The JDK's module that the kernels need; it is there only where the JVM was told to add it. */
public final class VectorModule {
  private static final String NAME = "jdk.incubator.vector";

  private VectorModule() {}

  /**
   * Says what is missing, before a class of the module is looked for in vain.
   *
   * @throws IllegalStateException when the JVM runs without the module
   */
  public static void require() {
    if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
      throw new IllegalStateException(
          "learning needs the JDK's Vector API: start java with --add-modules " + NAME);
    }
  }
}
