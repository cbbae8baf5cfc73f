package dev.sage.server.work;

import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.daemon.DaemonEvents;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.Failure;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.inbox.Found;
import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.retention.Sweeper;
import dev.sage.server.metrics.WorkMeters;
import dev.sage.spi.SageException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Hears what the daemon does: writes it to the log, counts it, and wakes who waits for it.
public final class DaemonWatch implements DaemonEvents {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonWatch.class);

  private final WorkMeters meters;
  private final Pulse pulse;
  private final Map<Component, String> troubles = new EnumMap<>(Component.class);

  public DaemonWatch(WorkMeters meters, Pulse pulse) {
    this.meters = meters;
    this.pulse = pulse;
  }

  /// What does not work now.
  public List<String> troubles() {
    synchronized (troubles) {
      return List.copyOf(troubles.values());
    }
  }

  @Override
  public void taken(Inbox inbox, Found file, Receipt receipt) {
    meters.taken(receipt, file.size());
    about(receipt, LOG.atInfo())
        .addKeyValue("inbox", inbox.id())
        .addKeyValue("bytes", file.size())
        .log("delivery taken");
    pulse.beat();
  }

  /// The same for what was uploaded.
  public void uploaded(Inbox inbox, long size, Receipt receipt) {
    meters.taken(receipt, size);
    about(receipt, LOG.atInfo())
        .addKeyValue("inbox", inbox.id())
        .addKeyValue("bytes", size)
        .log("delivery uploaded");
    pulse.beat();
  }

  /// What is not kept any longer went.
  void swept(Sweeper.Swept swept) {
    if (!swept.isNothing()) {
      LOG.atInfo()
          .addKeyValue("expired", swept.expired())
          .addKeyValue("rubbish", swept.rubbish())
          .addKeyValue("forgotten", swept.forgotten())
          .log("swept");
    }
  }

  private static LoggingEventBuilder about(Receipt receipt, LoggingEventBuilder start) {
    LoggingEventBuilder event = start.addKeyValue("delivery", receipt.delivery());
    return switch (receipt) {
      case Receipt.Accepted accepted ->
          event.addKeyValue("receipt", "accepted").addKeyValue("execution", accepted.execution());
      case Receipt.Duplicate duplicate ->
          event.addKeyValue("receipt", "duplicate").addKeyValue("execution", duplicate.execution());
      case Receipt.Refused _ -> event.addKeyValue("receipt", "refused");
    };
  }

  @Override
  public void moved(Inbox inbox, Found file, String where) {
    LOG.atDebug().addKeyValue("inbox", inbox.id()).log("delivery moved");
  }

  @Override
  public void placed(Execution execution, Decision decision) {
    meters.placed(decision);
    of(execution, LOG.atInfo())
        .addKeyValue("place", decision.place().published())
        .addKeyValue("reasons", decision.reasons())
        .log("execution placed");
  }

  @Override
  public void begun(Execution execution) {
    meters.begun(execution);
    of(execution, LOG.atInfo()).log("execution begun");
    pulse.beat();
  }

  @Override
  public void changed(Execution execution, Transition transition) {
    meters.changed(execution, transition);
    LoggingEventBuilder event = why(transition, of(execution, LOG.atInfo()));
    event
        .addKeyValue("state", transition.to().published())
        .addKeyValue("change", transition.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .log("execution changed");
    pulse.beat();
  }

  @Override
  public void settled(Execution execution, Place place, Transition transition, Settled settled) {
    meters.settled(execution, place, transition, settled);
    LoggingEventBuilder event = of(execution, LOG.atInfo()).addKeyValue("place", place.published());
    if (settled instanceof Settled.Used used) {
      event = event.addKeyValue("cost", used.cost().total());
    }
    event.log("execution settled");
  }

  @Override
  public void overtaken(Execution execution, Transition transition) {
    of(execution, LOG.atWarn())
        .addKeyValue("state", transition.to().published())
        .log("execution was decided by another");
  }

  private static LoggingEventBuilder of(Execution execution, LoggingEventBuilder event) {
    return event
        .addKeyValue("execution", execution.id())
        .addKeyValue("inbox", execution.inbox())
        .addKeyValue("attempt", execution.attempt());
  }

  private static LoggingEventBuilder why(Transition transition, LoggingEventBuilder event) {
    return failure(transition)
        .map(failure ->
            event.addKeyValue("code", failure.code()).addKeyValue("reason", failure.message()))
        .orElse(event);
  }

  private static Optional<Failure> failure(Transition transition) {
    return switch (transition) {
      case Transition.Postpone postpone -> Optional.of(postpone.failure());
      case Transition.Fail fail -> Optional.of(fail.failure());
      case Transition.Stop stop -> Optional.of(stop.failure());
      default -> Optional.empty();
    };
  }

  @Override
  public void trouble(Component component, Exception cause) {
    String what = name(component) + ": " + message(cause);
    String before;
    synchronized (troubles) {
      before = troubles.put(component, what);
    }
    if (!what.equals(before)) {
      meters.trouble(component, cause);
      LOG.atError()
          .addKeyValue("component", name(component))
          .setCause(cause)
          .log("daemon in trouble");
    }
  }

  @Override
  public void fine(Component component) {
    synchronized (troubles) {
      if (troubles.remove(component) == null) {
        return;
      }
    }
    LOG.atInfo().addKeyValue("component", name(component)).log("daemon is fine again");
  }

  private static String name(Component component) {
    return component.name().toLowerCase(Locale.ROOT);
  }

  private static String message(Exception cause) {
    return cause instanceof SageException known
        ? known.code() + ": " + known.getMessage()
        : cause.getClass().getSimpleName();
  }
}
