package dev.sage.connector.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sage.connector.email.EmailSettings.Encryption;
import dev.sage.connector.email.Recipients.Recipient;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import dev.sage.spi.notify.Notification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real server of SMTP in this process.
class EmailChannelIT {
  private static final Notification LATE =
      new Notification(
          new UUID(1, 2),
          Notification.Kind.DELIVERY_LATE,
          Map.of("inbox", "ventas", "sender", "Distribución Ñandú", "due", "08:00"),
          Instant.parse("2026-01-05T08:00:00Z"));

  private GreenMail server;

  @BeforeEach
  void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void everybody_gets_a_message_that_says_what_and_where() throws Exception {
    channel(Language.ES).send(LATE);

    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(server.getReceivedMessages()[0].getSubject())
        .isEqualTo("SAGE: falta ventas: Distribución Ñandú");
    assertThat(server.getReceivedMessages()[0].getMessageID())
        .isEqualTo("<00000000-0000-0001-0000-000000000002@sage>");
    assertThat(server.getReceivedMessages()[0].getContent().toString())
        .contains("La entrega no ha llegado a su hora.", "due: 08:00");
  }

  @Test
  void whoever_subscribed_gets_it_in_their_language_and_learns_of_nobody_else() throws Exception {
    Recipients subscribed =
        _ ->
            List.of(
                new Recipient("ana@example.org", Language.EN),
                new Recipient("eva@example.org", Language.ES),
                new Recipient("bob@example.org", Language.EN),
                new Recipient("joe@example.org", Language.EN));

    channel(Language.ES, Encryption.NONE, subscribed).send(LATE);

    assertThat(subjects())
        .containsExactlyInAnyOrder(
            "ana SAGE: falta ventas: Distribución Ñandú",
            "luis SAGE: falta ventas: Distribución Ñandú",
            "eva SAGE: falta ventas: Distribución Ñandú",
            "bob SAGE: ventas: Distribución Ñandú is late",
            "joe SAGE: ventas: Distribución Ñandú is late");
    assertThat(Arrays.stream(server.getReceivedMessages()).map(GreenMailUtil::getHeaders))
        .noneMatch(headers ->
            headers.contains("eva@") || headers.contains("bob@") || headers.contains("joe@"));
  }

  /// What lies in each mailbox.
  private List<String> subjects() throws Exception {
    List<String> subjects = new ArrayList<>();
    for (String name : List.of("ana", "luis", "eva", "bob", "joe")) {
      for (StoredMessage message :
          server
              .getManagers()
              .getImapHostManager()
              .getInbox(server.getUserManager().getUserByEmail(name + "@example.org"))
              .getMessages()) {
        subjects.add(name + " " + message.getMimeMessage().getSubject());
      }
    }
    return subjects;
  }

  @Test
  void in_english_too() throws Exception {
    channel(Language.EN).send(LATE);

    assertThat(server.getReceivedMessages()[0].getSubject())
        .isEqualTo("SAGE: ventas: Distribución Ñandú is late");
  }

  @Test
  void a_name_of_a_file_makes_no_line_of_its_own() {
    Notification evil =
        new Notification(
            new UUID(1, 3),
            Notification.Kind.DELIVERY_REFUSED,
            Map.of("inbox", "ventas", "file", "a.csv\r\nBcc: todos@example.org"),
            Instant.EPOCH);

    channel(Language.ES).send(evil);

    assertThat(server.getReceivedMessages()).hasSize(2);
    assertThat(Arrays.stream(server.getReceivedMessages()).map(GreenMailUtil::getHeaders))
        .noneMatch(headers -> headers.lines().anyMatch(line -> line.startsWith("Bcc")));
  }

  @Test
  void nobody_there_is_a_failure_that_says_where() {
    EmailChannel channel = channel(Language.ES);
    server.stop();

    assertThatThrownBy(() -> channel.send(LATE))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER_UNREACHABLE))
        .hasMessageContaining("127.0.0.1:");
  }

  @Test
  void where_encryption_is_asked_for_nothing_is_sent_in_clear() {
    EmailChannel channel = channel(Language.ES, Encryption.STARTTLS);

    assertThatThrownBy(() -> channel.send(LATE)).isInstanceOf(SageException.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private EmailChannel channel(Language language) {
    return channel(language, Encryption.NONE);
  }

  private EmailChannel channel(Language language, Encryption encryption) {
    return channel(language, encryption, Recipients.NONE);
  }

  private EmailChannel channel(Language language, Encryption encryption, Recipients recipients) {
    return new EmailChannel(
        new EmailSettings(
            "127.0.0.1",
            server.getSmtp().getPort(),
            encryption,
            "",
            "",
            "sage@example.org",
            List.of("ana@example.org", "luis@example.org"),
            language),
        recipients);
  }
}
