package dev.sage.orchestrator.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.orchestrator.inbox.Inbox.ContractVersion;
import dev.sage.spi.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who sent a file.
class SendersTest {
  private static final UUID INBOX = new UUID(1, 1);
  private static final Sender NORTH = sender(1, "norte", "norte_*.csv");
  private static final Sender SOUTH = sender(2, "sur", null);

  @Test
  void the_folder_says_it() {
    assertThat(sent("sur/ventas.csv")).contains(SOUTH);
    assertThat(sent("sur/norte_1.csv")).contains(SOUTH);
  }

  @Test
  void else_the_name_says_it() {
    assertThat(sent("norte_2026.csv")).contains(NORTH);
  }

  @Test
  void a_file_of_nobody_is_nobodys() {
    assertThat(Senders.of(inbox(NORTH, SOUTH), found("ventas.csv"))).isEmpty();
    assertThat(Senders.of(inbox(NORTH, SOUTH), found("este/norte_1.csv"))).isEmpty();
  }

  @Test
  void where_no_senders_are_named_anybody_may_send() {
    assertThat(Senders.of(inbox(), found("ventas.csv")))
        .contains(new Senders.Origin(Optional.empty()));
  }

  private static Optional<Sender> sent(String path) {
    return Senders.of(inbox(NORTH, SOUTH), found(path)).flatMap(Senders.Origin::sender);
  }

  private static Found found(String path) {
    return new Found(path, 1, Instant.EPOCH);
  }

  private static Sender sender(int id, String name, @Nullable String glob) {
    return new Sender(new UUID(2, id), INBOX, name, Optional.ofNullable(glob), Optional.empty());
  }

  private static Inbox inbox(Sender... senders) {
    return new Inbox(
        INBOX,
        "ventas",
        new ContractVersion(new UUID(3, 1), "ventas.yaml", 1, "00", new byte[0]),
        Optional.empty(),
        List.of(senders),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Language.ES,
        0,
        Duration.ofMinutes(30),
        Duration.ofSeconds(5));
  }
}
