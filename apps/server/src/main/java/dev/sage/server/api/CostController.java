package dev.sage.server.api;

import dev.sage.server.admin.CostsView;
import dev.sage.server.admin.Desks;
import dev.sage.server.platform.Platform;
import dev.sage.server.problem.Problem;
import dev.sage.spi.Language;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What functions cost, and what they may cost.
@RestController
@Tag(name = "costs")
public final class CostController {
  private final Platform platform;

  public CostController(Platform platform) {
    this.platform = platform;
  }

  private Desks.Costs desk() {
    return platform.services().desks().costs();
  }

  private Language language(HttpServletRequest request) {
    return Problem.language(request, platform.settings().language());
  }

  @GetMapping("/api/v1/costs")
  @Operation(
      summary = "What functions cost per day, and whether the budget suffices",
      description = "The last 7 days in UTC, or others. In US dollars.")
  public CostsView costs(
      HttpServletRequest request,
      @RequestParam(required = false) @Nullable LocalDate from,
      @RequestParam(required = false) @Nullable LocalDate to) {
    Days days = Days.of(from, to, platform.clock().instant());
    return desk().of(days.first(), days.last(), language(request));
  }

  @GetMapping("/api/v1/costs/advice")
  @Operation(summary = "Memory and time for functions, as measured executions advise")
  public List<CostsView.AdviceView> advice(HttpServletRequest request) {
    return desk().advice(language(request));
  }
}
