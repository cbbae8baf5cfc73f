package dev.sage.testing.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A function as it is deployed.
///
/// @param name `sage-file-processor`
/// @param directory what its processes are started in
/// @param command starts an environment; its process must be the function's own
/// @param environment the variables that it is configured with
/// @param timeout of one invocation
/// @param memoryMegabytes it is told so; nobody enforces it here
public record FunctionPackage(
    String name,
    Path directory,
    List<String> command,
    Map<String, String> environment,
    Duration timeout,
    int memoryMegabytes) {
  public FunctionPackage {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /// The worker's, with its usual name, time-out and memory.
  ///
  /// @param directory has a `bootstrap`
  public static FunctionPackage of(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    return new FunctionPackage(
        "sage-file-processor",
        absolute,
        List.of(absolute.resolve("bootstrap").toString()),
        Map.of(),
        Duration.ofMinutes(15),
        2_048);
  }

  public FunctionPackage with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new FunctionPackage(name, directory, command, more, timeout, memoryMegabytes);
  }

  public FunctionPackage withTimeout(Duration other) {
    return new FunctionPackage(name, directory, command, environment, other, memoryMegabytes);
  }

  public FunctionPackage withMemory(int megabytes) {
    return new FunctionPackage(name, directory, command, environment, timeout, megabytes);
  }
}
