package dev.sage.server.api;

import dev.sage.server.platform.Platform;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/// Measures requests by their route, never by their path: a route is one of few.
@Component
public final class RequestTimer extends OncePerRequestFilter {
  private final Platform platform;

  public RequestTimer(Platform platform) {
    this.platform = platform;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long start = System.nanoTime();
    try {
      chain.doFilter(request, response);
    } finally {
      Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
      platform
          .metrics()
          .request(
              request.getMethod(),
              route == null ? "none" : route.toString(),
              response.getStatus(),
              Duration.ofNanos(System.nanoTime() - start));
    }
  }
}
