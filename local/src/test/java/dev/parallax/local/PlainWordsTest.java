package dev.parallax.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class PlainWordsTest {

  @Test
  void aFileSystemsExceptionWhoseTextIsOnlyAPathSaysWhatIsWrongWithIt() {
    assertThat(PlainWords.of(new AccessDeniedException("/root/x")))
        .isEqualTo("/root/x: permission denied");
    assertThat(PlainWords.of(new NoSuchFileException("/x")))
        .isEqualTo("/x: there is no such file or folder");
    assertThat(
            PlainWords.of(
                new UncheckedIOException("cannot create /x", new AccessDeniedException("/x"))))
        .isEqualTo("cannot create /x: /x: permission denied");
    assertThat(PlainWords.of(new UncheckedIOException(new NoSuchFileException("/x"))))
        .isEqualTo("/x: there is no such file or folder");
  }

  @Test
  void aFaultOfOursIsNamedAsOneAndSaysHowToLearnMore() {
    StringWriter told = new StringWriter();
    PlainWords.tell(new NoSuchElementException("No value present"), new PrintWriter(told), false);

    assertThat(told.toString().lines())
        .containsExactly(
            "This should not have happened: java.util.NoSuchElementException: No value present",
            "With PARALLAX_TRACE=1 in the environment it tells where this happened.");
  }

  @Test
  void whatTheSuiteRefusedIsALineAndNoMore() {
    StringWriter told = new StringWriter();
    PlainWords.tell(new IOException("the suite is not up"), new PrintWriter(told), false);

    assertThat(told.toString().lines()).containsExactly("the suite is not up");
    assertThat(PlainWords.of(new IOException((String) null))).contains("IOException");
  }
}
