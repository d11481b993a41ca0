package dev.parallax.learning.tree;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether XGBoost's native library can be used on this machine, said in plain words. */
public final class NativeLibrary {
  private static volatile Boolean loaded;

  private NativeLibrary() {}

  /** Loads it, once. */
  static void require() {
    if (loaded == null) {
      synchronized (NativeLibrary.class) {
        if (loaded == null) {
          load();
        }
      }
    }
  }

  private static void load() {
    try {
      Class.forName("ml.dmlc.xgboost4j.java.XGBoostJNI");
      loaded = true;
    } catch (ClassNotFoundException | LinkageError e) {
      throw new NativeLibraryException(reason(e), e);
    }
  }

  private static String reason(Throwable e) {
    StringBuilder said = new StringBuilder();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      said.append(cause.getMessage()).append(' ');
    }
    if (said.indexOf("libgomp") >= 0) {
      return "trees need the OpenMP library libgomp, which this machine lacks:"
          + " install the package libgomp1 (Debian, Ubuntu) or libgomp (Fedora, Alpine)";
    }
    boolean musl = Files.exists(Path.of("/lib/ld-musl-x86_64.so.1"));
    return "trees need XGBoost's native library, which cannot be loaded on this machine ("
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + (musl ? ", musl: it needs glibc" : "")
        + ")";
  }

  /** What is missing on this machine, null where nothing is. */
  public static String missing() {
    try {
      require();
      return null;
    } catch (NativeLibraryException e) {
      return e.getMessage();
    }
  }
}
