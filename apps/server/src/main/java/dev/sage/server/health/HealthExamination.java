package dev.sage.server.health;

import dev.sage.server.admin.CostsView.BudgetView;
import dev.sage.server.health.Health.ComponentHealth;
import dev.sage.server.platform.Platform;
import dev.sage.server.platform.Services;
import dev.sage.server.platform.Stage;
import dev.sage.server.platform.Version;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Looks at every part now. What cannot be seen is part of the answer.
record HealthExamination(Platform platform, Language language) {
  private static final long LITTLE_DISK = 2L << 30;
  private static final long NO_DISK = 200L << 20;
  private static final String BUDGET = "budget";

  Health health() {
    return switch (platform.stage()) {
      case Stage.Starting _ -> of(Health.STARTING, List.of(starting(), disk()));
      case Stage.Failing failing -> of(Health.DOWN, List.of(failing(failing.cause()), disk()));
      case Stage.Stopped _ -> of(Health.STOPPING, List.of());
      case Stage.Ready ready -> whole(parts(ready.services()));
    };
  }

  Health database() {
    return switch (platform.stage()) {
      case Stage.Ready ready -> whole(List.of(database(ready.services())));
      default -> of(health().status(), health().components().stream().limit(1).toList());
    };
  }

  private static Health whole(List<ComponentHealth> parts) {
    boolean down = parts.stream().anyMatch(p -> p.name().equals("database") && isBad(p));
    boolean fine = parts.stream().allMatch(p -> p.status().equals(Health.OK));
    return of(down ? Health.DOWN : fine ? Health.OK : Health.DEGRADED, parts);
  }

  private static boolean isBad(ComponentHealth part) {
    return part.status().equals(Health.DOWN);
  }

  private static Health of(String status, List<ComponentHealth> parts) {
    return new Health(status, Version.TEXT, parts);
  }

  private List<ComponentHealth> parts(Services services) {
    List<ComponentHealth> parts = new ArrayList<>();
    parts.add(database(services));
    parts.add(store(services));
    parts.add(disk());
    parts.add(daemon(services));
    budget(services).ifPresent(parts::add);
    services.warehouse().ifPresent(warehouse -> parts.add(embedded(services)));
    return parts;
  }

  private ComponentHealth database(Services services) {
    return seen(
        "database",
        () -> {
          String version = services.databaseVersion();
          return new Message("PostgreSQL " + version, "PostgreSQL " + version);
        },
        new Message(
            "Compruebe que PostgreSQL funciona y que metadata.url es correcta.",
            "See whether PostgreSQL runs and metadata.url is right."));
  }

  private ComponentHealth store(Services services) {
    return seen(
        "store",
        () -> {
          String display = services.examineStore();
          return new Message(display, display);
        },
        new Message(
            "Compruebe que store.url es correcta y se puede escribir.",
            "See whether store.url is right and can be written."));
  }

  private ComponentHealth daemon(Services services) {
    if (!platform.settings().daemon().enabled()) {
      return ok("daemon", new Message("Este proceso no ejecuta.", "This process does none."));
    }
    List<String> troubles = services.troubles();
    int running = services.running();
    return troubles.isEmpty()
        ? ok("daemon", new Message("En curso: " + running + ".", "Running: " + running + "."))
        : new ComponentHealth(
            "daemon",
            Health.DEGRADED,
            String.join("; ", troubles),
            Optional.of(
                new Message("Lo intenta de nuevo solo.", "It tries again by itself.")
                    .in(language)));
  }

  /// Where work may go to functions and a budget limits that.
  private Optional<ComponentHealth> budget(Services services) {
    try {
      return services
          .desks()
          .costs()
          .budget(language)
          .filter(budget -> budget.day().isPresent() || budget.month().isPresent())
          .map(this::budget);
    } catch (SageException _) {
      return Optional.empty(); // the database says so itself
    }
  }

  private ComponentHealth budget(BudgetView budget) {
    String seen =
        new Message("%s Hoy: %s USD; este mes: %s USD.", "%s Today: %s USD; this month: %s USD.")
            .in(language)
            .formatted(
                budget.explanation(),
                budget.spentToday().toPlainString(),
                budget.spentThisMonth().toPlainString());
    return new ComponentHealth(
        BUDGET,
        budget.stopped() ? Health.DEGRADED : Health.OK,
        seen,
        budget.stopped()
            ? Optional.of(
                new Message(
                        "Amplíe burst.budget, o espere al próximo día o mes (UTC).",
                        "Raise burst.budget, or wait for the next day or month (UTC).")
                    .in(language))
            : Optional.empty());
  }

  private ComponentHealth embedded(Services services) {
    return seen(
        "embedded_postgresql",
        () -> {
          services.examineWarehouse();
          return new Message("En marcha.", "Running.");
        },
        new Message(
            "Reinicie el servidor; su registro está en warehouse/server.log.",
            "Restart the server; its log is warehouse/server.log."));
  }

  private ComponentHealth disk() {
    Path home = platform.settings().home();
    try {
      long free = Files.getFileStore(home).getUsableSpace();
      String text = "%d MB".formatted(free / 1_000_000);
      Message seen = new Message("Libre: " + text + ".", "Free: " + text + ".");
      return free >= LITTLE_DISK
          ? ok("disk", seen)
          : new ComponentHealth(
              "disk",
              free < NO_DISK ? Health.DOWN : Health.DEGRADED,
              seen.in(language),
              Optional.of(
                  new Message("Haga sitio en " + home, "Make room in " + home).in(language)));
    } catch (IOException e) {
      return new ComponentHealth("disk", Health.DOWN, home.toString(), Optional.empty());
    }
  }

  private ComponentHealth starting() {
    return new ComponentHealth(
        "database",
        Health.STARTING,
        new Message("Arrancando.", "Starting.").in(language),
        Optional.empty());
  }

  private ComponentHealth failing(SageException cause) {
    return new ComponentHealth(
        "database",
        Health.DOWN,
        "%s (%d): %s".formatted(cause.code(), cause.code().number(), cause.in(language)),
        Optional.of(
            new Message("Se intenta de nuevo cada 5 s.", "It is tried again every 5 s.")
                .in(language)));
  }

  private ComponentHealth seen(String name, Look look, Message advice) {
    try {
      return ok(name, look.seen());
    } catch (SageException e) {
      return new ComponentHealth(
          name, Health.DOWN, e.in(language), Optional.of(advice.in(language)));
    }
  }

  private ComponentHealth ok(String name, Message seen) {
    return new ComponentHealth(name, Health.OK, seen.in(language), Optional.empty());
  }

  private interface Look {
    Message seen();
  }
}
