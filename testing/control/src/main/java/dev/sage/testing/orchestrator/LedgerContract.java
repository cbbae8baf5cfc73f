package dev.sage.testing.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.inbox.Delivery;
import dev.sage.orchestrator.inbox.Found;
import dev.sage.orchestrator.inbox.Ledger;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.spi.notify.Notification;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every [Ledger] promises.
@Timeout(120)
public abstract class LedgerContract {
  private static final Optional<UUID> ANYBODY = Optional.empty();

  private ControlPath path;
  private Arrivals arrivals;
  private Ledger ledger;
  private UUID inbox;

  /// New and empty.
  protected abstract ControlPath path();

  @BeforeEach
  final void prepare() {
    path = path();
    arrivals = new Arrivals(path);
    ledger = path.ledger();
    inbox = path.inbox();
  }

  @Test
  public void newContentIsAcceptedAndQueued() {
    Delivery delivery = file("a.csv", Arrivals.content());

    Receipt receipt = arrivals.receive(delivery);

    Execution claimed = path.queue().claim("d", 10).getFirst();
    assertThat(receipt)
        .isEqualTo(new Receipt.Accepted(delivery.id(), claimed.id(), 1, Optional.empty()));
    assertThat(claimed.delivery()).isEqualTo(delivery.id());
  }

  @Test
  public void theSameContentIsRecordedAndNotQueued() {
    String content = Arrivals.content();
    Receipt.Accepted first = (Receipt.Accepted) arrivals.receive(file("a.csv", content));
    Delivery again = file("b.csv", content);

    Receipt receipt = arrivals.receive(again);

    assertThat(receipt)
        .isEqualTo(new Receipt.Duplicate(again.id(), first.delivery(), first.execution()));
    assertThat(path.queue().claim("d", 10)).hasSize(1);
  }

  @Test
  public void theSameContentIsADuplicateAlsoAfterItsExecutionFailed() {
    String content = Arrivals.content();
    arrivals.receive(file("a.csv", content));
    Execution execution = path.queue().claim("d", 1).getFirst();
    path.queue().apply(execution.id(), 1, new Transition.Fail(Arrivals.FAILURE));

    assertThat(arrivals.receive(file("a.csv", content))).isInstanceOf(Receipt.Duplicate.class);
  }

  @Test
  public void anotherInboxAcceptsTheSameContent() {
    String content = Arrivals.content();
    arrivals.receive(file("a.csv", content));

    Receipt receipt = arrivals.receive(arrivals.file(path.inbox(), ANYBODY, "a.csv", content));

    assertThat(receipt).isInstanceOf(Receipt.Accepted.class);
  }

  @Test
  public void ofTheSameContentAtOnceOneIsAccepted() {
    String content = Arrivals.content();
    List<Delivery> deliveries =
        IntStream.range(0, 8).mapToObj(i -> file("a" + i + ".csv", content)).toList();

    List<Receipt> receipts = Together.run(8, number -> arrivals.receive(deliveries.get(number)));

    List<Receipt> accepted = receipts.stream().filter(Receipt.Accepted.class::isInstance).toList();
    assertThat(accepted).hasSize(1);
    assertThat(receipts.stream().filter(Receipt.Duplicate.class::isInstance))
        .hasSize(7)
        .allSatisfy(one ->
            assertThat(((Receipt.Duplicate) one).of()).isEqualTo(accepted.getFirst().delivery()));
    assertThat(path.queue().claim("d", 10)).hasSize(1);
  }

  @Test
  public void otherContentOfTheSameSenderAndNameIsACorrection() {
    Receipt.Accepted first = (Receipt.Accepted) arrivals.receive(file("a.csv", Arrivals.content()));
    Receipt.Accepted second =
        (Receipt.Accepted) arrivals.receive(file("a.csv", Arrivals.content()));
    Receipt.Accepted third = (Receipt.Accepted) arrivals.receive(file("a.csv", Arrivals.content()));

    assertThat(second.version()).isEqualTo(2);
    assertThat(second.corrects()).contains(first.delivery());
    assertThat(third.version()).isEqualTo(3);
    assertThat(third.corrects()).contains(second.delivery());
    assertThat(path.queue().claim("d", 10)).hasSize(3);
  }

  @Test
  public void namesOfDifferentSendersHaveNothingToDoWithEachOther() {
    List<Optional<UUID>> senders =
        List.of(
            ANYBODY,
            Optional.of(path.sender(inbox, "norte")),
            Optional.of(path.sender(inbox, "sur")));
    for (Optional<UUID> sender : senders) {
      Receipt receipt = arrivals.receive(arrivals.file(inbox, sender, "a.csv", Arrivals.content()));

      assertThat(((Receipt.Accepted) receipt).version()).isEqualTo(1);
    }
  }

  @Test
  public void correctionsAtOnceCountWithoutGaps() {
    List<Receipt> receipts =
        Together.run(8, _ -> arrivals.receive(file("a.csv", Arrivals.content())));

    assertThat(receipts.stream().map(r -> ((Receipt.Accepted) r).version()))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(receipts.stream().flatMap(r -> ((Receipt.Accepted) r).corrects().stream()))
        .hasSize(7)
        .doesNotHaveDuplicates();
  }

  @Test
  public void aDeliveryThatIsGivenAgainGetsItsReceiptAgain() {
    Delivery accepted = file("a.csv", Arrivals.content());
    Delivery duplicate = file("b.csv", accepted.sha256());
    Delivery refused = file("c.csv", Arrivals.content());

    for (Delivery delivery : List.of(accepted, duplicate)) {
      assertThat(arrivals.receive(delivery)).isEqualTo(arrivals.receive(delivery));
    }
    assertThat(ledger.refuse(refused, "no")).isEqualTo(ledger.refuse(refused, "no"));
    assertThat(path.queue().claim("d", 10)).hasSize(1);
  }

  @Test
  public void aRefusedDeliveryIsRecordedAnnouncedAndNotQueued() {
    Delivery delivery = file("a.csv", Arrivals.content());

    assertThat(ledger.refuse(delivery, "Nobody knows you."))
        .isEqualTo(new Receipt.Refused(delivery.id(), "Nobody knows you."));

    assertThat(path.queue().claim("d", 10)).isEmpty();
    assertThat(path.outbox().take("email", 10, Duration.ofMinutes(1)))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.kind()).isEqualTo(Notification.Kind.DELIVERY_REFUSED);
          assertThat(one.facts())
              .containsEntry("file", "a.csv")
              .containsEntry("message", "Nobody knows you.");
        });
    assertThat(arrivals.receive(file("a.csv", delivery.sha256())))
        .as("from somebody who may")
        .isInstanceOf(Receipt.Accepted.class);
  }

  @Test
  public void aFileIsKnownByPathSizeAndExactTimeUntilItIsMoved() {
    Delivery delivery = file("norte/a.csv", Arrivals.content());
    Found file = delivery.origin().orElseThrow();
    assertThat(ledger.knows(inbox, file)).isFalse();

    arrivals.receive(delivery);

    assertThat(ledger.knows(inbox, file)).isTrue();
    assertThat(ledger.knows(inbox, new Found(file.path(), 13, file.modified()))).isFalse();
    assertThat(ledger.knows(inbox, new Found("a.csv", file.size(), file.modified()))).isFalse();
    assertThat(
            ledger.knows(inbox, new Found(file.path(), file.size(), file.modified().plusNanos(1))))
        .isFalse();
    assertThat(ledger.knows(path.inbox(), file)).isFalse();
    ledger.moved(delivery.id(), "processed/a.csv");
    assertThat(ledger.knows(inbox, file)).isFalse();
  }

  @Test
  public void whatIsDecidedAndNotMovedIsFoundExactlyAsItWas() {
    Delivery accepted = file("a.csv", Arrivals.content());
    Delivery duplicate = file("b.csv", accepted.sha256());
    Delivery refused = file("c.csv", Arrivals.content());
    arrivals.receive(accepted);
    arrivals.receive(duplicate);
    ledger.refuse(refused, "no");

    assertThat(ledger.unmoved(inbox, 10))
        .as("the first is not decided")
        .containsExactly(
            new Ledger.Settled(duplicate, Optional.empty(), true),
            new Ledger.Settled(refused, Optional.empty(), false));
    Execution execution = path.queue().claim("d", 1).getFirst();
    assertThat(ledger.unmoved(inbox, 10)).hasSize(2);
    path.queue().apply(execution.id(), 1, Arrivals.partial());

    assertThat(ledger.unmoved(inbox, 10))
        .first()
        .isEqualTo(new Ledger.Settled(accepted, Optional.of(ExecutionState.PARTIAL), false));
    assertThat(ledger.unmoved(inbox, 2)).hasSize(2);
    assertThat(ledger.unmoved(path.inbox(), 10)).isEmpty();
    for (Delivery delivery : List.of(accepted, duplicate, refused)) {
      ledger.moved(delivery.id(), "somewhere");
    }
    assertThat(ledger.unmoved(inbox, 10)).isEmpty();
  }

  @Test
  public void whatWasUploadedIsNeverToBeMoved() {
    Delivery delivery =
        Arrivals.delivery(
            inbox, ANYBODY, Optional.empty(), "a.csv", Arrivals.content(), path.now());
    ledger.refuse(delivery, "no");

    assertThat(ledger.unmoved(inbox, 10)).isEmpty();
  }

  private Delivery file(String name, String content) {
    return arrivals.file(inbox, ANYBODY, name, content);
  }
}
