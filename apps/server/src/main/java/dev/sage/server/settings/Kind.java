package dev.sage.server.settings;

import dev.sage.worker.cost.Money;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a setting holds. Reading a text as one kind gives a value of that kind or nothing.
sealed interface Kind {
  Optional<Object> read(String text);

  /// What is accepted, for people.
  String accepted();

  record Text() implements Kind {
    @Override
    public Optional<Object> read(String text) {
      return Optional.of(text);
    }

    @Override
    public String accepted() {
      return "text";
    }
  }

  /// A whole number between two others.
  record Count(int least, int most) implements Kind {
    @Override
    public Optional<Object> read(String text) {
      return text.matches("[0-9]{1,9}")
          ? Optional.of(Integer.valueOf(text)).filter(this::fits).map(n -> n)
          : Optional.empty();
    }

    private boolean fits(int number) {
      return number >= least && number <= most;
    }

    @Override
    public String accepted() {
      return least + "–" + most;
    }
  }

  record Truth() implements Kind {
    @Override
    public Optional<Object> read(String text) {
      return switch (text) {
        case "true" -> Optional.of(true);
        case "false" -> Optional.of(false);
        default -> Optional.empty();
      };
    }

    @Override
    public String accepted() {
      return "true, false";
    }
  }

  /// `500ms`, `30s`, `30m`, `12h`, `7d`.
  record Time() implements Kind {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    @Override
    public Optional<Object> read(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      long number = Long.parseLong(matcher.group(1));
      return Optional.of(
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
          });
    }

    @Override
    public String accepted() {
      return "500ms, 30s, 30m, 12h, 7d";
    }
  }

  /// Bytes: `512MB`, `1GiB`, `65536`.
  record Size() implements Kind {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([KMGT]i?B|B)?");

    @Override
    public Optional<Object> read(String text) {
      Matcher matcher = FORM.matcher(text);
      return matcher.matches()
          ? Optional.of(Long.parseLong(matcher.group(1)) * unit(matcher.group(2)))
          : Optional.empty();
    }

    private static long unit(@org.jspecify.annotations.Nullable String name) {
      if (name == null || name.equals("B")) {
        return 1;
      }
      int power = "KMGT".indexOf(name.charAt(0)) + 1;
      return Math.round(Math.pow(name.length() == 3 ? 1024 : 1000, power));
    }

    @Override
    public String accepted() {
      return "512MB, 1GiB, 65536";
    }
  }

  /// One of some words.
  record Choice(List<String> words) implements Kind {
    public Choice {
      words = List.copyOf(words);
    }

    @Override
    public Optional<Object> read(String text) {
      String word = text.toLowerCase(Locale.ROOT);
      return words.stream()
          .filter(w -> w.toLowerCase(Locale.ROOT).equals(word))
          .findFirst()
          .map(w -> w);
    }

    @Override
    public String accepted() {
      return String.join(", ", words);
    }
  }

  /// A file or folder of this machine.
  record Place() implements Kind {
    @Override
    public Optional<Object> read(String text) {
      try {
        return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }

    @Override
    public String accepted() {
      return "a path";
    }
  }

  /// An address of one of some forms.
  record Address(List<String> schemes) implements Kind {
    public Address {
      schemes = List.copyOf(schemes);
    }

    @Override
    public Optional<Object> read(String text) {
      try {
        String scheme = new URI(text).getScheme();
        return scheme != null && schemes.contains(scheme) ? Optional.of(text) : Optional.empty();
      } catch (URISyntaxException e) {
        return Optional.empty();
      }
    }

    @Override
    public String accepted() {
      return String.join("://…, ", schemes) + "://…";
    }
  }

  /// An amount of US dollars: `1`, `0.50`.
  record Dollars() implements Kind {
    @Override
    public Optional<Object> read(String text) {
      return text.matches("[0-9]{1,9}([.][0-9]{1,9})?")
          ? Optional.of(Money.parse(text))
          : Optional.empty();
    }

    @Override
    public String accepted() {
      return "1, 0.50";
    }
  }

  /// A number of requests in a time: `600/1m`.
  record Rate() implements Kind {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})/(s|m|h)");

    @Override
    public Optional<Object> read(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        return Optional.empty();
      }
      Duration time =
          switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
          };
      return Optional.of(new RequestRate(Integer.parseInt(matcher.group(1)), time));
    }

    @Override
    public String accepted() {
      return "10/s, 600/m, 5000/h";
    }
  }
}
