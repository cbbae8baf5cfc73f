package dev.sage.server.api;

import dev.sage.contract.ContractLoader;
import dev.sage.contract.Problem;
import dev.sage.server.admin.ContractView;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.Page;
import dev.sage.server.platform.Platform;
import dev.sage.spi.Language;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Contracts and their versions.
@RestController
@Tag(name = "contracts")
public final class ContractController {
  private static final String YAML = "application/yaml";

  private final Platform platform;

  public ContractController(Platform platform) {
    this.platform = platform;
  }

  /// What a linter says.
  ///
  /// @param valid whether it can be used; warnings do not stop that
  public record LintView(boolean valid, List<LintProblem> problems) {
    public LintView {
      problems = List.copyOf(problems);
    }
  }

  /// @param severity `error` or `warning`
  public record LintProblem(String severity, int line, int column, String message) {}

  private Desks.Contracts desk() {
    return platform.services().desks().contracts();
  }

  @GetMapping("/api/v1/contracts")
  @Operation(summary = "List contracts by name")
  public Page<ContractView> list(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable Integer limit) {
    return desk().list(Requests.paging(after, limit));
  }

  @PostMapping(
      path = "/api/v1/contracts/lint",
      consumes = {YAML, MediaType.TEXT_PLAIN_VALUE})
  @Operation(summary = "What is wrong with a contract", description = "The body is its YAML.")
  public LintView lint(
      @RequestBody byte[] yaml,
      @RequestParam(defaultValue = "false") boolean strict,
      HttpServletRequest request) {
    Language language =
        dev.sage.server.problem.Problem.language(request, platform.settings().language());
    List<LintProblem> problems =
        new ContractLoader()
            .load(yaml, strict).problems().stream().map(p -> view(p, language)).toList();
    return new LintView(problems.stream().noneMatch(p -> p.severity().equals("error")), problems);
  }

  private static LintProblem view(Problem problem, Language language) {
    return new LintProblem(
        (problem.fatal() ? "ERROR" : "WARNING").toLowerCase(Locale.ROOT),
        problem.line(),
        problem.column(),
        problem.message().in(language));
  }

  @GetMapping("/api/v1/contracts/{name}")
  @Operation(
      summary = "The current version of a contract",
      description = "The ETag is the SHA-256 of its bytes.")
  public ResponseEntity<ContractView> show(@PathVariable String name) {
    ContractView view = desk().get(name);
    return ResponseEntity.ok().eTag(Requests.tag(view.sha256())).body(view);
  }

  @PutMapping(
      path = "/api/v1/contracts/{name}",
      consumes = {YAML, MediaType.TEXT_PLAIN_VALUE})
  @Operation(
      summary = "Publish a version of a contract",
      description =
          "The body is its YAML. If-Match has the ETag that was seen, or *; a contract that has errors is refused (422) with the same problems as lint.")
  public ResponseEntity<ContractView> publish(
      @PathVariable String name,
      @RequestBody byte[] yaml,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    Optional<String> seen = Requests.ifMatch(ifMatch);
    ContractView made = desk().publish(name, yaml, seen, Callers.name());
    return ResponseEntity.ok().eTag(Requests.tag(made.sha256())).body(made);
  }

  @GetMapping("/api/v1/contracts/{name}/versions")
  @Operation(summary = "The versions of a contract, the latest first")
  public Page<ContractView> versions(@PathVariable String name) {
    return Page.of(desk().versions(name));
  }

  @GetMapping(path = "/api/v1/contracts/{name}/yaml", produces = YAML)
  @Operation(summary = "The text of a contract", description = "The current version, or another.")
  public ResponseEntity<byte[]> yaml(
      @PathVariable String name, @RequestParam(required = false) @Nullable Integer version) {
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(YAML))
        .body(desk().yaml(name, Optional.ofNullable(version)));
  }
}
