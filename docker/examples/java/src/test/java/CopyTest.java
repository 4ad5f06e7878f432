import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.aliyun.ecs20140526.Client;
import com.aliyun.ecs20140526.models.CopySnapshotRequest;
import com.aliyun.ecs20140526.models.DescribeSnapshotsRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A copy that is throttled first. Run it by {@code mvn test}. It starts the image, unless EMULATOR_URL is the URL of a
 * running emulator.
 */
class CopyTest {
  /** The URL of an emulator: a running one, or one in a container. */
  static String url = System.getenv("EMULATOR_URL");
  static GenericContainer<?> container;

  @BeforeAll
  static void start() {
    if (url != null) return;
    container = new GenericContainer<>("copysnapshot-emulator")
        .withExposedPorts(8014)
        .waitingFor(Wait.forHttp("/_emulator/health/ready").forPort(8014));
    container.start();
    url = "http://" + container.getHost() + ":" + container.getMappedPort(8014);
  }

  @AfterAll
  static void stop() {
    if (container != null) container.stop();
  }

  /** Sends a call of the control API. */
  static JsonObject control(String method, String path, String body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/_emulator" + path))
        .header("content-type", "application/json")
        .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    return JsonParser.parseString(answer).getAsJsonObject();
  }

  @Test
  void aThrottledCopySucceedsWhenItIsSentAgain() throws Exception {
    JsonObject account = control("POST", "/accounts", "{\"world\":\"default\"}");
    String id = account.get("id").getAsString();
    JsonObject key = account.getAsJsonArray("keys").get(0).getAsJsonObject();
    Client client = new Client(new Config()
        .setAccessKeyId(key.get("id").getAsString())
        .setAccessKeySecret(key.get("secret").getAsString())
        .setEndpoint(URI.create(url).getAuthority())
        .setProtocol("http")
        .setRegionId("cn-chengdu"));
    control("POST", "/faults", """
        {"kind":"error","code":"Throttling.User","action":"CopySnapshot","account":"%s","times":1}""".formatted(id));

    CopySnapshotRequest copy = new CopySnapshotRequest()
        .setRegionId("cn-chengdu")
        .setSnapshotId("s-bp67acfmxazb4p000001")
        .setDestinationRegionId("us-east-1");
    TeaException refused = assertThrows(TeaException.class, () -> client.copySnapshot(copy));
    assertEquals("Throttling.User", refused.getCode());
    String copied = client.copySnapshot(copy).getBody().getSnapshotId();

    control("POST", "/clock/advance", "{\"seconds\":600}");
    DescribeSnapshotsRequest wanted = new DescribeSnapshotsRequest()
        .setRegionId("us-east-1")
        .setSnapshotIds("[\"" + copied + "\"]");
    var found = client.describeSnapshots(wanted).getBody().getSnapshots().getSnapshot();
    assertEquals("accomplished", found.get(0).getStatus());
    JsonObject calls = control("GET", "/requests/count?action=CopySnapshot&account=" + id, null);
    assertEquals(2, calls.get("count").getAsInt());
  }
}
