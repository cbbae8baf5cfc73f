package dev.sage.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.testing.FreshIds;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that write into one store at the same time.
final class LocalStoreProcessesIT {
  private static final int PROCESSES = 3;

  @TempDir private Path folder;
  private final UUID execution = FreshIds.next();

  @Test
  void eachNameIsPutOnceAndTheLargestTokenHasTheLastWord() throws Exception {
    List<Process> writers = new ArrayList<>();
    List<BufferedReader> said = new ArrayList<>();
    try {
      for (int token = 1; token <= PROCESSES; token++) {
        Process writer = start(token);
        writers.add(writer);
        said.add(writer.inputReader());
      }
      for (BufferedReader writer : said) {
        assertThat(writer.readLine()).isEqualTo("ready");
      }
      goOn(writers);
      List<String> firsts = new ArrayList<>();
      for (BufferedReader writer : said) {
        firsts.addAll(until("next", writer));
      }
      assertThat(firsts).hasSize(50).doesNotHaveDuplicates();
      goOn(writers);
      for (BufferedReader writer : said.subList(0, PROCESSES - 1)) {
        assertThat(writer.readAllLines()).isSubsetOf("fenced");
      }
      assertThat(said.getLast().readAllLines()).isEmpty();
      assertThat(folder.resolve("store/" + execution + "/last")).hasContent("token " + PROCESSES);
      assertThat(folder.resolve("store/.sage/new")).isEmptyDirectory();
    } finally {
      writers.forEach(Process::destroyForcibly);
    }
  }

  private Process start(int token) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            folder.resolve("store").toString(),
            execution.toString(),
            Integer.toString(token),
            folder.resolve("file-" + token).toString())
        .redirectErrorStream(true)
        .start();
  }

  private static void goOn(List<Process> writers) throws IOException {
    for (Process writer : writers) {
      writer.getOutputStream().write('\n');
      writer.getOutputStream().flush();
    }
  }

  private static List<String> until(String end, BufferedReader writer) throws IOException {
    List<String> lines = new ArrayList<>();
    String line = Objects.requireNonNull(writer.readLine());
    while (!line.equals(end)) {
      lines.add(line);
      line = Objects.requireNonNull(writer.readLine());
    }
    return lines;
  }
}
