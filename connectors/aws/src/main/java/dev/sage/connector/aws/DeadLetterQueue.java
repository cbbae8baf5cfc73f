package dev.sage.connector.aws;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.DeadLetter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/// A queue of SQS into which Lambda puts the messages that it has given up, each as it came; its
/// attributes say why.
final class DeadLetterQueue implements AutoCloseable {
  private static final int AT_ONCE = 10;
  private static final int HIDDEN_SECONDS = 60;

  private final SqsClient sqs;
  private final String url;

  private DeadLetterQueue(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  static DeadLetterQueue open(AwsAccess access, URI url) {
    return new DeadLetterQueue(access.on(SqsClient.builder()).build(), url.toString());
  }

  /// Each is hidden from others for a minute.
  List<DeadLetter> receive(int most) {
    List<DeadLetter> letters = new ArrayList<>();
    List<Message> page = receivePage(most);
    while (!page.isEmpty()) {
      page.forEach(message -> letters.add(letter(message)));
      page = letters.size() < most ? receivePage(most - letters.size()) : List.of();
    }
    return letters;
  }

  private List<Message> receivePage(int most) {
    return tried(() ->
        sqs.receiveMessage(r ->
                r.queueUrl(url)
                    .maxNumberOfMessages(Math.min(most, AT_ONCE))
                    .visibilityTimeout(HIDDEN_SECONDS)
                    .messageAttributeNames("All"))
            .messages());
  }

  private static DeadLetter letter(Message message) {
    return new DeadLetter(
        message.receiptHandle(),
        message.body().getBytes(StandardCharsets.UTF_8),
        attribute(message, "ErrorMessage"));
  }

  private static String attribute(Message message, String name) {
    return message.messageAttributes().containsKey(name)
        ? String.valueOf(message.messageAttributes().get(name).stringValue())
        : "";
  }

  void delete(DeadLetter letter) {
    tried(() -> sqs.deleteMessage(r -> r.queueUrl(url).receiptHandle(letter.handle())));
  }

  private <T> T tried(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw failed(e);
    }
  }

  private static SageException failed(SdkException e) {
    return AwsFailure.of(ErrorCode.FUNCTION_UNREACHABLE, "The queue of dead letters", e);
  }

  @Override
  public void close() {
    sqs.close();
  }
}
