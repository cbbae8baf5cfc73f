package dev.sage.server.security;

import dev.sage.server.admin.Caller;
import dev.sage.server.platform.Platform;
import dev.sage.server.platform.Stage;
import dev.sage.server.problem.Problem;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Finds out who calls and whether it calls too often. Nothing is remembered between requests.
final class TokenFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final Platform platform;
  private final TokenBuckets callers;
  private final TokenBuckets strangers;

  TokenFilter(Platform platform) {
    this.platform = platform;
    this.callers = new TokenBuckets(platform.settings().limits().requests(), System::nanoTime);
    this.strangers = new TokenBuckets(platform.settings().limits().anonymous(), System::nanoTime);
  }

  /// A stream of events goes on in another dispatch, which has to know its caller too.
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return true;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Language language = Problem.language(request, platform.settings().language());
    try {
      Optional<Caller> caller = caller(request);
      boolean again = isAsyncDispatch(request);
      long wait = again ? 0 : wait(request, caller);
      if (wait > 0) {
        response.setHeader("Retry-After", Long.toString(wait));
        Problem.of(new SageException(ErrorCode.TOO_MANY_REQUESTS, TOO_MANY), language)
            .write(request, response);
        return;
      }
      caller.ifPresent(TokenFilter::enter);
      chain.doFilter(request, response);
    } catch (SageException e) {
      Problem.of(e, language).write(request, response);
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private long wait(HttpServletRequest request, Optional<Caller> caller) {
    return caller.isPresent()
        ? callers.take(caller.get().token().toString())
        : strangers.take(String.valueOf(request.getRemoteAddr()));
  }

  private Optional<Caller> caller(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    boolean given = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    boolean early = !(platform.stage() instanceof Stage.Ready);
    if (!given || (early && isOpen(request))) {
      return Optional.empty();
    }
    return platform.services().tokens().caller(header.substring(SCHEME.length()).strip());
  }

  /// What has to answer while nothing else does.
  private static boolean isOpen(HttpServletRequest request) {
    return request.getRequestURI().endsWith("/health");
  }

  private static void enter(Caller caller) {
    List<SimpleGrantedAuthority> authorities =
        caller.role().includes().stream()
            .map(role -> new SimpleGrantedAuthority(role.name()))
            .toList();
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        UsernamePasswordAuthenticationToken.authenticated(caller, null, authorities));
    SecurityContextHolder.setContext(context);
  }

  private static final Message TOO_MANY =
      new Message(
          "Demasiadas peticiones. Espere los segundos que dice Retry-After.",
          "Too many requests. Wait the seconds that Retry-After says.");
}
