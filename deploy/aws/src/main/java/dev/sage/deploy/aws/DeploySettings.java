package dev.sage.deploy.aws;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was said about a deployment, and what is usual for the rest. Each value has the form that
/// its [Setting] asks for, and none contradicts another.
record DeploySettings(Map<Setting, String> said) {
  DeploySettings {
    Map<Setting, String> copy = new EnumMap<>(Setting.class);
    copy.putAll(said);
    said = Map.copyOf(copy);
  }

  String text(Setting setting) {
    return said.getOrDefault(setting, setting.usual());
  }

  Optional<String> given(Setting setting) {
    return Optional.of(text(setting)).filter(value -> !value.isEmpty());
  }

  int number(Setting setting) {
    return Integer.parseInt(text(setting));
  }

  boolean is(Setting setting) {
    return Boolean.parseBoolean(text(setting));
  }

  List<String> list(Setting setting) {
    return given(setting)
        .map(value -> Arrays.stream(value.split(",")).map(String::strip).toList())
        .orElse(List.of());
  }

  Names names() {
    return new Names(text(Setting.NAME));
  }

  boolean hasCritical() {
    return number(Setting.CRITICAL_RESERVED) > 0;
  }

  boolean isArm() {
    return text(Setting.ARCHITECTURE).equals("arm64");
  }

  /// Where SnapStart is on, Amazon gives no more than this.
  int disk() {
    return is(Setting.SNAP_START) ? Conflicts.SNAP_START_DISK : number(Setting.DISK);
  }

  /// Where the build leaves the package, or wherever else it is.
  Path functionPackage(Path root) {
    return given(Setting.PACKAGE)
        .map(root::resolve)
        .orElseGet(() ->
            root.resolve("apps/lambda/target").resolve(isArm() ? "function-arm64" : "function"));
  }
}
