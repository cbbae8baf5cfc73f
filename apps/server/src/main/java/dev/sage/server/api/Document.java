package dev.sage.server.api;

import dev.sage.server.platform.Version;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The OpenAPI document, completed: what the generator cannot see in the code.
@Configuration(proxyBeanMethods = false)
public final class Document {
  private static final String PROBLEM = "Problem";
  private static final String BEARER = "token";
  private static final Set<String> OPEN = Set.of("/api/health", "/api/database/health");

  @Bean
  OpenApiCustomizer complete() {
    return Document::complete;
  }

  private static void complete(OpenAPI api) {
    api.setInfo(
        new Info()
            .title("SAGE")
            .version(Version.TEXT)
            .license(new License().name("Apache-2.0"))
            .description(
                "Inboxes, contracts, executions and deliveries. Errors are application/problem+json with the number and name of the error. Lists are pages: `next` is the `after` of the next one."));
    api.setServers(List.of(new Server().url("/")));
    Components components = api.getComponents();
    components.getSchemas().values().forEach(Document::rename);
    components.addSchemas(PROBLEM, problem());
    components.addSecuritySchemes(
        BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    api.getPaths()
        .forEach((path, item) ->
            item.readOperationsMap()
                .forEach((method, operation) -> complete(path, method.name(), operation)));
  }

  private static void complete(String path, String method, Operation operation) {
    operation.setOperationId(id(method, path));
    operation
        .getResponses()
        .addApiResponse(
            ApiResponses.DEFAULT,
            new ApiResponse()
                .description("What went wrong")
                .content(
                    new Content()
                        .addMediaType(
                            "application/problem+json",
                            new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
    if (!OPEN.contains(path)) {
      operation.setSecurity(List.of(new SecurityRequirement().addList(BEARER)));
    }
  }

  /// `getExecutionsIdLog`: the same whatever the methods of the code are called.
  private static String id(String method, String path) {
    StringBuilder id = new StringBuilder(method.toLowerCase(Locale.ROOT));
    for (String part : path.replaceFirst("^/api(/v1)?", "").split("[^A-Za-z0-9]+")) {
      if (!part.isEmpty()) {
        id.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
      }
    }
    return id.toString();
  }

  /// The generator knows nothing of the names that JSON is written with.
  @SuppressWarnings("rawtypes") // as the generator's model has it
  private static void rename(Schema schema) {
    Map<?, ?> properties = schema.getProperties();
    if (properties == null) {
      return;
    }
    Map<String, Schema> renamed = new LinkedHashMap<>();
    properties.forEach((name, property) -> renamed.put(snake(name.toString()), (Schema) property));
    setProperties(schema, renamed);
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // as the generator's model has it
  private static void setProperties(Schema schema, Map<String, Schema> properties) {
    schema.setProperties(properties);
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .description("RFC 9457")
        .addProperty("type", new StringSchema().example("urn:sage:problem:not-found"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema().description("What happened and what to do"))
        .addProperty("instance", new StringSchema())
        .addProperty("code", new StringSchema().example("NOT_FOUND"))
        .addProperty("number", new IntegerSchema().example(2010));
  }
}
