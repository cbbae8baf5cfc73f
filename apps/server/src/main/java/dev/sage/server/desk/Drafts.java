package dev.sage.server.desk;

import dev.sage.contract.Policy;
import dev.sage.metadata.inbox.InboxDraft;
import dev.sage.metadata.inbox.InboxDraft.ExpectedDraft;
import dev.sage.metadata.inbox.InboxDraft.SenderDraft;
import dev.sage.server.admin.InboxForm;
import dev.sage.server.admin.InboxView.ExpectationView;
import dev.sage.server.admin.InboxView.SenderView;
import dev.sage.server.settings.Settings;
import dev.sage.spi.Language;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads what somebody wants an inbox to be.
///
/// @param settings what holds for what is left out
record Drafts(Settings settings) {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,7})(ms|s|m|h|d)");
  private static final Duration SETTLE = Duration.ofSeconds(5);

  InboxDraft inbox(InboxForm form, UUID contract) {
    return new InboxDraft(
        name("name", form.name()),
        form.description().orElse(""),
        contract,
        form.folder().map(Drafts::folder),
        form.daemon(),
        form.catalog(),
        form.delivery(),
        form.onError().map(word -> choice("on_error", Policy.OnError.class, word)),
        form.language()
            .map(word -> choice("language", Language.class, word))
            .orElse(settings.language()),
        zone("zone", form.zone().orElse("UTC")),
        form.priority().orElse(0),
        form.deadline()
            .map(text -> time("deadline", text))
            .orElse(settings.executions().deadline()),
        form.settle().map(text -> time("settle", text)).orElse(SETTLE),
        form.active().orElse(true));
  }

  static SenderDraft sender(SenderView form) {
    return new SenderDraft(
        name("senders.name", form.name()),
        form.pattern(),
        form.email(),
        form.active().orElse(true),
        form.expectation().map(Drafts::expected));
  }

  private static ExpectedDraft expected(ExpectationView form) {
    if (form.days().isEmpty() || form.days().stream().anyMatch(day -> day < 1 || day > 7)) {
      throw Missing.field("expectation.days", "1 (Monday) … 7");
    }
    return new ExpectedDraft(
        form.days().stream().map(DayOfWeek::of).collect(Collectors.toSet()),
        hour(form.until()),
        zone("expectation.zone", form.zone()));
  }

  private static LocalTime hour(@Nullable String text) {
    try {
      return LocalTime.parse(text == null ? "" : text);
    } catch (DateTimeException e) {
      throw Missing.field("expectation.until", "07:00");
    }
  }

  static String name(String field, @Nullable String text) {
    if (text == null || text.isBlank() || text.length() > 200 || !text.equals(text.strip())) {
      throw Missing.field(field, "1–200");
    }
    return text;
  }

  /// Absolute: what it is relative to would change with where a server is started.
  private static String folder(String text) {
    try {
      if (Path.of(text).isAbsolute()) {
        return text;
      }
    } catch (InvalidPathException e) {
      // Said below.
    }
    throw Missing.field("folder", "/srv/sage/inbox");
  }

  private static ZoneId zone(String field, @Nullable String text) {
    try {
      return ZoneId.of(text == null ? "" : text);
    } catch (DateTimeException e) {
      throw Missing.field(field, "America/Lima, UTC");
    }
  }

  private static Duration time(String field, String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw Missing.field(field, "30s, 30m, 12h");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /// As [#time] reads it.
  static String shown(Duration time) {
    long millis = time.toMillis();
    for (Unit unit : Unit.LARGEST_FIRST) {
      if (millis != 0 && millis % unit.millis() == 0) {
        return millis / unit.millis() + unit.name();
      }
    }
    return millis + "ms";
  }

  private record Unit(String name, long millis) {
    static final List<Unit> LARGEST_FIRST =
        List.of(new Unit("h", 3_600_000), new Unit("m", 60_000), new Unit("s", 1_000));
  }

  private static <E extends Enum<E>> E choice(String field, Class<E> type, String word) {
    Optional<E> found =
        Arrays.stream(type.getEnumConstants())
            .filter(constant -> constant.name().equalsIgnoreCase(word))
            .findFirst();
    return found.orElseThrow(() ->
        Missing.field(
            field,
            Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "))));
  }
}
