package dev.sage.server.api;

import dev.sage.server.platform.Platform;
import dev.sage.server.problem.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/// What the container itself refuses, in the same form.
@Controller
@Hidden
public final class UncaughtErrors implements ErrorController {
  private final Platform platform;

  public UncaughtErrors(Platform platform) {
    this.platform = platform;
  }

  @RequestMapping("/error")
  void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    Problems.ofStatus(
            status instanceof Integer number ? number : 404,
            Problem.language(request, platform.settings().language()))
        .write(request, response);
  }
}
