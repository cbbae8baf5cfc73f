package dev.sage.server;

import dev.sage.server.api.AdminController;
import dev.sage.server.api.BodyLimit;
import dev.sage.server.api.ContractController;
import dev.sage.server.api.CostController;
import dev.sage.server.api.DeliveryController;
import dev.sage.server.api.Document;
import dev.sage.server.api.ExecutionController;
import dev.sage.server.api.FileController;
import dev.sage.server.api.InboxController;
import dev.sage.server.api.MetricsController;
import dev.sage.server.api.Problems;
import dev.sage.server.api.RequestTimer;
import dev.sage.server.api.SubscriptionController;
import dev.sage.server.api.UncaughtErrors;
import dev.sage.server.api.UploadController;
import dev.sage.server.health.HealthController;
import dev.sage.server.logs.LoggerController;
import dev.sage.server.security.Gates;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/// The web part, put together: what is not named here is not there.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({
  AdminController.class,
  BodyLimit.class,
  ContractController.class,
  CostController.class,
  DeliveryController.class,
  Document.class,
  ExecutionController.class,
  FileController.class,
  Gates.class,
  InboxController.class,
  Problems.class,
  RequestTimer.class,
  SubscriptionController.class,
  UploadController.class,
  UncaughtErrors.class,
  HealthController.class,
  LoggerController.class,
  MetricsController.class
})
final class Web {}
