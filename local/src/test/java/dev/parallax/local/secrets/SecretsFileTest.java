package dev.parallax.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsFileTest {

  @TempDir Path folder;

  @Test
  void secretsAreMadeOnceAndOnlyTheOwnerReadsThem() throws IOException {
    Home home = Home.of(folder);
    Secrets first = SecretsFile.readOrCreate(home, List.of("fraud"));
    assertThat(SecretsFile.readOrCreate(home, List.of("fraud"))).isEqualTo(first);
    assertThat(SecretsFile.read(home)).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.secrets())))
        .isEqualTo("rw-------");
  }

  @Test
  void aNewRoleJoinsWithoutChangingTheOthers() throws IOException {
    Home home = Home.of(folder);
    Secrets before = SecretsFile.readOrCreate(home, List.of("fraud"));
    Secrets after = SecretsFile.readOrCreate(home, List.of("fraud", "experience"));
    assertThat(after.databasePasswords())
        .containsKey("experience")
        .containsAllEntriesOf(before.databasePasswords());
    assertThat(after.vaultKey()).isEqualTo(before.vaultKey());
  }

  @Test
  void aSuiteOfBeforeGetsTheKeyItLacksAndKeepsTheOthers() throws IOException {
    Home home = Home.of(folder);
    Secrets before = SecretsFile.readOrCreate(home, List.of("fraud"));
    String without =
        Files.readString(home.secrets()).replaceAll("\"certificateKey\" : \".*\",", "");
    Files.writeString(home.secrets(), without);
    assertThat(SecretsFile.read(home).certificateKey()).isNull();
    Secrets after = SecretsFile.readOrCreate(home, List.of("fraud"));
    assertThat(after.certificateKey()).isBase64().isNotEqualTo(before.certificateKey());
    assertThat(after.vaultKey()).isEqualTo(before.vaultKey());
  }

  @Test
  void twoSuitesShareNoSecret() throws IOException {
    Secrets one = SecretsFile.readOrCreate(Home.of(folder.resolve("one")), List.of());
    Secrets other = SecretsFile.readOrCreate(Home.of(folder.resolve("other")), List.of());
    assertThat(one.pseudonymSecret()).isNotEqualTo(other.pseudonymSecret());
    assertThat(one.tokenPublicKey()).isNotEqualTo(other.tokenPublicKey());
  }

  @Test
  void aHomeWithoutASuiteSaysHowToMakeOne() {
    assertThatThrownBy(() -> SecretsFile.read(Home.of(folder)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("./parallax up");
  }

  @Test
  void secretsDoNotEndUpInStrings() throws IOException {
    Secrets secrets = SecretsFile.readOrCreate(Home.of(folder), List.of());
    assertThat(secrets.toString()).doesNotContain(secrets.vaultKey());
  }
}
