package dev.sage.orchestrator.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.orchestrator.inbox.InboxSource.Listing;
import dev.sage.orchestrator.inbox.InboxSource.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder as an inbox.
class LocalFolderIT {
  @TempDir Path root;
  private LocalFolder folder;

  @BeforeEach
  void open() throws IOException {
    folder = new LocalFolder(root);
  }

  @Test
  void files_lie_in_it_or_in_the_folder_of_a_sender() throws IOException {
    write("ventas.csv");
    write("norte/ventas.csv");
    write("norte/2026/ventas.csv");

    assertThat(folder.list().files())
        .extracting(Found::path)
        .containsExactlyInAnyOrder("ventas.csv", "norte/ventas.csv");
  }

  @Test
  void hidden_files_links_and_what_is_done_with_are_not_seen() throws IOException {
    Path outside = Files.writeString(root.resolveSibling("secreto-" + root.getFileName()), "x");
    Files.createSymbolicLink(root.resolve("enlace.csv"), outside);
    Files.createDirectories(root.resolve("carpeta"));
    write(".oculto.csv");
    write("processed/ayer.csv");
    write("rejected/ayer.csv");

    assertThat(folder.list()).isEqualTo(new Listing(List.of(), Set.of(), Set.of()));
    Files.delete(outside);
  }

  @Test
  void unfinished_files_and_marks_are_said_and_are_no_deliveries() throws IOException {
    write("a.csv.part");
    write("b.csv.tmp");
    write("c.csv");
    write("c.csv.done");

    Listing listing = folder.list();

    assertThat(listing.files()).extracting(Found::path).containsExactly("c.csv");
    assertThat(listing.marked()).containsExactly("c.csv");
    assertThat(listing.unfinished()).containsExactlyInAnyOrder("a.csv", "b.csv");
  }

  @Test
  void a_file_is_changed_when_its_size_or_its_time_is_another_or_it_is_gone() throws IOException {
    Path path = write("ventas.csv");
    Found found = only();
    assertThat(folder.isUnchanged(found)).isTrue();

    Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(folder.isUnchanged(found)).isFalse();

    Files.delete(path);
    assertThat(folder.isUnchanged(found)).isFalse();
  }

  @Test
  void a_moved_file_keeps_its_name_and_its_mark_goes() throws IOException {
    write("norte/ventas.csv");
    write("norte/ventas.csv.done");

    String where = folder.move(only(), Place.PROCESSED, "ventas.csv");

    assertThat(where).isEqualTo("processed/ventas.csv");
    assertThat(root.resolve(where)).hasContent("norte/ventas.csv");
    assertThat(folder.list().files()).isEmpty();
    assertThat(folder.list().marked()).isEmpty();
  }

  @Test
  void an_earlier_file_of_that_name_stays() throws IOException {
    write("processed/ventas.2026.csv");
    write("ventas.2026.csv");

    assertThat(folder.move(only(), Place.PROCESSED, "ventas.2026.csv"))
        .isEqualTo("processed/ventas-2.2026.csv");
    assertThat(root.resolve("processed/ventas.2026.csv")).hasContent("processed/ventas.2026.csv");
  }

  @Test
  void moving_again_moves_no_later_file_of_the_same_name() throws IOException {
    write("ventas.csv");
    Found first = only();
    folder.move(first, Place.REJECTED, "ventas.csv");
    Path second = Files.writeString(root.resolve("ventas.csv"), "another delivery");

    folder.move(first, Place.REJECTED, "ventas.csv");

    assertThat(second).hasContent("another delivery");
  }

  @Test
  void a_path_that_leads_out_of_the_inbox_is_refused() {
    Found outside = new Found("../otro.csv", 1, Instant.EPOCH);

    assertThatThrownBy(() -> folder.open(outside)).isInstanceOf(IllegalArgumentException.class);
  }

  private Found only() throws IOException {
    return folder.list().files().getFirst();
  }

  private Path write(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }
}
