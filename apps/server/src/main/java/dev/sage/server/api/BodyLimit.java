package dev.sage.server.api;

import dev.sage.server.platform.Platform;
import dev.sage.server.problem.Problem;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies that are too large, but for deliveries, which have a limit of their own.
@Component
public final class BodyLimit extends OncePerRequestFilter {
  private final Platform platform;

  public BodyLimit(Platform platform) {
    this.platform = platform;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.endsWith("/deliveries") || path.startsWith("/api/v1/uploads/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long most = platform.settings().http().maxBody();
    if (request.getContentLengthLong() > most) {
      Problem.of(tooLarge(), Problem.language(request, platform.settings().language()))
          .write(request, response);
    } else {
      chain.doFilter(new Limited(request, most), response);
    }
  }

  private static SageException tooLarge() {
    return new SageException(
        ErrorCode.TOO_LARGE,
        new Message(
            "El cuerpo de la petición es demasiado grande (http.max_body).",
            "The body of the request is too large (http.max_body)."));
  }

  private static final class Limited extends HttpServletRequestWrapper {
    private final long most;

    Limited(HttpServletRequest request, long most) {
      super(request);
      this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      return new Counted(super.getInputStream(), most);
    }
  }

  /// For bodies that do not say how long they are.
  private static final class Counted extends ServletInputStream {
    private final ServletInputStream body;
    private long left;

    Counted(ServletInputStream body, long most) {
      this.body = body;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int one = body.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int number = body.read(bytes, from, length);
      count(Math.max(0, number));
      return number;
    }

    private void count(int number) {
      left -= number;
      if (left < 0) {
        throw tooLarge();
      }
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
