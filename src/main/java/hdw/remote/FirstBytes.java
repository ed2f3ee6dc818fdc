package hdw.remote;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes the first bytes of an answer, and no more, whatever the server sends. */
final class FirstBytes implements HttpResponse.BodySubscriber<byte[]> {
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final int most;
  private byte[] bytes = {};
  private int size;
  private Flow.Subscription subscription;

  FirstBytes(int most) {
    this.most = most;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
    if (most == 0) {
      onComplete();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    for (ByteBuffer each : pieces) {
      int some = Math.min(each.remaining(), most - size);
      if (size + some > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(most, Math.max(2 * bytes.length, size + some)));
      }
      each.get(bytes, size, some);
      size += some;
      if (each.hasRemaining()) {
        subscription.cancel();
        break;
      }
    }
    if (size == most) { // without its end: a server may have promised more than it has
      onComplete();
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(Arrays.copyOf(bytes, size));
  }
}
