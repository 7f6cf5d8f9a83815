package io.agentmaintenance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.huaweicloud.sdk.ces.v3.CesClient;
import com.huaweicloud.sdk.ces.v3.model.BatchCreateAgentInvocationsRequest;
import com.huaweicloud.sdk.ces.v3.model.BatchCreateAgentInvocationsResponse;
import com.huaweicloud.sdk.ces.v3.model.BatchCreateInvocationInfo;
import com.huaweicloud.sdk.ces.v3.model.BatchCreateInvocationRequestBody;
import com.huaweicloud.sdk.ces.v3.model.BatchCreateInvocationRequestBody.InvocationTypeEnum;
import com.huaweicloud.sdk.ces.v3.model.InvocationInfo;
import com.huaweicloud.sdk.ces.v3.model.ListAgentInvocationsRequest;
import com.huaweicloud.sdk.ces.v3.model.ListAgentInvocationsResponse;
import com.huaweicloud.sdk.ces.v3.model.ListAgentStatusRequest;
import com.huaweicloud.sdk.ces.v3.model.ListAgentStatusRequestBody;
import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.core.region.Region;
import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The official SDK, unmodified,")
class OfficialSdkIT {
    private static LocalCloud cloud;
    private static CesClient client;

    @BeforeAll
    static void start() throws IOException {
        cloud = new LocalCloud();
        client = cloud.client();
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @AfterEach
    void everyAnswerIsDescribed() {
        List<Exchange> seen = cloud.seen();
        assertThat(seen).isNotEmpty();
        seen.forEach(ApiDescription.published()::requires);
    }

    private static BatchCreateInvocationRequestBody body(InvocationTypeEnum type) {
        return new BatchCreateInvocationRequestBody().withInvocationType(type);
    }

    private static BatchCreateAgentInvocationsResponse create(CesClient caller, BatchCreateInvocationRequestBody body) {
        return caller.batchCreateAgentInvocations(new BatchCreateAgentInvocationsRequest().withBody(body));
    }

    private static BatchCreateInvocationInfo only(BatchCreateInvocationRequestBody body) {
        BatchCreateAgentInvocationsResponse response = create(client, body);
        assertThat(response.getHttpStatusCode()).isEqualTo(201);
        assertThat(response.getInvocations()).hasSize(1);
        return response.getInvocations().get(0);
    }

    private static String accepted(BatchCreateInvocationInfo line) {
        assertThat(line.getRetStatus()).isEqualTo(BatchCreateInvocationInfo.RetStatusEnum.SUCCESSFUL);
        return line.getInvocationId();
    }

    /** Polls like official clients until the task is neither PENDING nor RUNNING. */
    private static InvocationInfo end(String invocation) throws InterruptedException {
        for (int turn = 0; turn < 600; turn++) {
            ListAgentInvocationsResponse page =
                    client.listAgentInvocations(new ListAgentInvocationsRequest().withInvocationId(invocation));
            assertThat(page.getInvocations()).hasSize(1);
            InvocationInfo task = page.getInvocations().get(0);
            if (!List.of("PENDING", "RUNNING")
                    .contains(task.getInvocationStatus().getValue())) {
                return task;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the task did not end");
    }

    @Test
    @DisplayName("installs, polls until the end and reads every member of the task")
    void installsAndReadsEveryMember() throws Exception {
        String id = accepted(only(body(InvocationTypeEnum.INSTALL)
                .withInstanceIds(List.of("sdk-install"))
                .withInvocationTarget(BatchCreateInvocationRequestBody.InvocationTargetEnum.TELESCOPE)
                .withVersionType(BatchCreateInvocationRequestBody.VersionTypeEnum.BASIC_VERSION)
                .withOrigin(BatchCreateInvocationRequestBody.OriginEnum.CES)));
        InvocationInfo task = end(id);
        assertThat(task.getInvocationStatus()).isEqualTo(InvocationInfo.InvocationStatusEnum.SUCCEEDED);
        assertThat(task.getInvocationType()).isEqualTo(InvocationInfo.InvocationTypeEnum.INSTALL);
        assertThat(task.getInvocationTarget()).isEqualTo(InvocationInfo.InvocationTargetEnum.TELESCOPE);
        assertThat(task.getInstanceType()).isEqualTo(InvocationInfo.InstanceTypeEnum.ECS);
        assertThat(task.getInstanceId()).isEqualTo("sdk-install");
        assertThat(task.getInstanceName()).isEqualTo("sdk-install");
        assertThat(task.getIntranetIps()).isEmpty();
        assertThat(task.getElasticIps()).isEmpty();
        assertThat(task.getCurrentVersion()).isEqualTo("2.0.0");
        assertThat(task.getTargetVersion()).isEqualTo("2.0.0");
        assertThat(task.getCreateTime()).isBetween(1111111111111L, 9999999999999L);
        assertThat(task.getUpdateTime()).isBetween(task.getCreateTime(), 9999999999999L);

        var status = client.listAgentStatus(new ListAgentStatusRequest()
                        .withBody(new ListAgentStatusRequestBody().withInstanceIds(List.of("sdk-install", "bare-1"))))
                .getAgentStatus();
        assertThat(status).hasSize(2);
        assertThat(status.get(0).getUniagentStatus().getValue()).isEqualTo("running");
        assertThat(status.get(0).getExtensions().get(0).getName()).hasToString("telescope");
        assertThat(status.get(1).getUniagentStatus().getValue()).isEqualTo("none");
    }

    @Test
    @DisplayName("updates and rolls back, and the rollback's own id reaches SUCCEEDED")
    void updatesAndRollsBack() throws Exception {
        String update = accepted(only(body(InvocationTypeEnum.UPDATE)
                .withInstanceIds(List.of("old-1"))
                .withVersion("2.0.0")));
        assertThat(end(update).getCurrentVersion()).isEqualTo("2.0.0");
        String rollback = accepted(only(body(InvocationTypeEnum.ROLLBACK).withInvocationIds(List.of(update))));
        assertThat(rollback).isNotEqualTo(update);
        assertThat(end(rollback).getInvocationStatus()).isEqualTo(InvocationInfo.InvocationStatusEnum.SUCCEEDED);
        assertThat(end(update).getInvocationStatus()).isEqualTo(InvocationInfo.InvocationStatusEnum.ROLLBACKED);
    }

    @Test
    @DisplayName("retries a failed task")
    void retriesAFailedTask() throws Exception {
        String first = accepted(only(body(InvocationTypeEnum.INSTALL).withInstanceIds(List.of("flaky-1"))));
        assertThat(end(first).getInvocationStatus()).isEqualTo(InvocationInfo.InvocationStatusEnum.FAILED);
        // Some clients send an empty list beside the other one.
        String second = accepted(only(
                body(InvocationTypeEnum.RETRY).withInvocationIds(List.of(first)).withInstanceIds(List.of())));
        assertThat(end(second).getInvocationStatus()).isEqualTo(InvocationInfo.InvocationStatusEnum.SUCCEEDED);
    }

    @Test
    @DisplayName("reads all pages up to the empty one")
    void readsAllPages() {
        for (int batch = 0; batch < 3; batch++) {
            int first = batch * 100;
            List<String> ids = IntStream.range(first, first + 70)
                    .mapToObj(i -> "page-" + i)
                    .toList();
            assertThat(create(client, body(InvocationTypeEnum.INSTALL).withInstanceIds(ids))
                            .getInvocations())
                    .extracting(BatchCreateInvocationInfo::getInstanceId)
                    .isEqualTo(ids);
        }
        Set<String> seen = new HashSet<>();
        for (long offset = 0; ; offset += 100) {
            ListAgentInvocationsResponse page = client.listAgentInvocations(
                    new ListAgentInvocationsRequest().withLimit(100).withOffset(offset));
            assertThat(page.getCount()).isGreaterThanOrEqualTo(210L);
            page.getInvocations().forEach(task -> seen.add(task.getInstanceId()));
            if (page.getInvocations().isEmpty()) {
                break;
            }
        }
        assertThat(seen).contains("page-0", "page-69", "page-100", "page-269");
    }

    @Test
    @DisplayName(
            "gets an error line per refused item, and 400 with code, message and request id for a malformed request")
    void getsErrorsPerItemAndPerRequest() {
        BatchCreateInvocationInfo line = only(body(InvocationTypeEnum.INSTALL).withInstanceIds(List.of("bare-1")));
        assertThat(line.getRetStatus()).isEqualTo(BatchCreateInvocationInfo.RetStatusEnum.ERROR);
        assertThat(line.getErrorCode()).isEqualTo("invocationmgr.0020");
        assertThat(line.getErrorMsg()).isEqualTo("The UniAgent is not installed on this server.");

        ClientRequestException refused = refusal(client, body(InvocationTypeEnum.INSTALL));
        assertThat(refused.getHttpStatusCode()).isEqualTo(400);
        assertThat(refused.getErrorCode()).isEqualTo("taskmgr.0005");
        assertThat(refused.getErrorMsg()).contains("instance_ids is required");
        assertThat(refused.getRequestId()).isNotBlank();

        ClientRequestException notOffered = refusal(
                client, body(InvocationTypeEnum.fromValue("REMOTE_INSTALL")).withInstanceIds(List.of("a")));
        assertThat(notOffered.getErrorMsg()).contains("REMOTE_INSTALL is not offered here");

        List<String> tooMany = Collections.nCopies(20_000, "a".repeat(64));
        ClientRequestException large =
                refusal(client, body(InvocationTypeEnum.INSTALL).withInstanceIds(tooMany));
        assertThat(large.getHttpStatusCode()).isEqualTo(413);
        assertThat(large.getErrorCode()).isEqualTo("taskmgr.0413");
        assertThat(large.getRequestId()).isNotBlank();

        ClientRequestException query = catchThrowableOfType(
                ClientRequestException.class,
                () -> client.listAgentInvocations(new ListAgentInvocationsRequest().withLimit(101)));
        assertThat(query.getErrorCode()).isEqualTo("ces.0006");
    }

    private static ClientRequestException refusal(CesClient caller, BatchCreateInvocationRequestBody body) {
        return catchThrowableOfType(ClientRequestException.class, () -> create(caller, body));
    }

    @Test
    @DisplayName(
            "is accepted by its signature, also with a temporary key, but not with a wrong secret or for another project")
    void isAcceptedByItsSignature() {
        BatchCreateInvocationRequestBody body = body(InvocationTypeEnum.INSTALL).withInstanceIds(List.of("bare-1"));
        assertThat(create(
                                cloud.client(new BasicCredentials()
                                        .withAk("AKTEMPORARY000000001")
                                        .withSk("sk-temporary")
                                        .withSecurityToken("a-security-token")
                                        .withProjectId(LocalCloud.PROJECT)),
                                body)
                        .getInvocations())
                .hasSize(1);
        ClientRequestException wrong = refusal(cloud.client("AKEXAMPLE0000000001", "wrong"), body);
        ClientRequestException unknown = refusal(cloud.client("AKUNKNOWN", "wrong"), body);
        assertThat(wrong.getHttpStatusCode()).isEqualTo(401);
        assertThat(wrong.getErrorMsg()).isEqualTo(unknown.getErrorMsg());
        assertThat(refusal(cloud.client("AKOTHER000000000001", "sk-other"), body)
                        .getHttpStatusCode())
                .isEqualTo(403);
        assertThat(refusal(cloud.client("AKREADER00000000001", "sk-reader"), body)
                        .getHttpStatusCode())
                .isEqualTo(403);
        assertThat(cloud.client("AKREADER00000000001", "sk-reader")
                        .listAgentInvocations(new ListAgentInvocationsRequest().withLimit(1))
                        .getHttpStatusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("is accepted although it sends special characters of a query in another encoding than it signs")
    void isAcceptedWithSpecialCharacters() {
        for (String odd : new String[] {"~tilde", "a*b", "a+b", "a b", "ü", "a&b=c", "%41"}) {
            ClientRequestException refused = catchThrowableOfType(
                    ClientRequestException.class,
                    () -> client.listAgentInvocations(new ListAgentInvocationsRequest().withInstanceId(odd)));
            assertThat(refused.getHttpStatusCode()).as(odd).isEqualTo(400);
            assertThat(refused.getErrorMsg()).startsWith("instance_id must match");
        }
        // An empty text counts as absent.
        assertThat(client.listAgentInvocations(new ListAgentInvocationsRequest().withInstanceId(""))
                        .getHttpStatusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("finds its project by the name of the region through the identity service")
    void findsItsProjectByRegion() {
        CesClient regional = CesClient.newBuilder()
                .withCredential(new BasicCredentials()
                        .withAk("AKEXAMPLE0000000001")
                        .withSk("skexample/abc+DEF=0123456789")
                        .withIamEndpoint(cloud.endpoint))
                .withRegion(new Region("local-region-1", cloud.endpoint))
                .withHttpConfig(cloud.http())
                .build();
        assertThat(regional.listAgentInvocations(new ListAgentInvocationsRequest().withLimit(1))
                        .getHttpStatusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("works with a token from the identity service, by a custom credential")
    void worksWithAToken() throws Exception {
        HttpResponse<String> issued = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(cloud.endpoint + "/v3/auth/tokens"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("""
                                        {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice",
                                        "password":"alice-password-marker","domain":{"name":"account"}}}},
                                        "scope":{"project":{"id":"0123456789abcdef0123456789abcdef"}}}}"""))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(201);
        String token = issued.headers().firstValue("X-Subject-Token").orElseThrow();
        CesClient caller = new CesClient(new HcClient(cloud.http())
                .withEndpoints(List.of(cloud.endpoint))
                .withCredential(new TokenCredential(token)));
        assertThat(create(caller, body(InvocationTypeEnum.INSTALL).withInstanceIds(List.of("bare-1")))
                        .getInvocations())
                .hasSize(1);
        CesClient wrong = new CesClient(new HcClient(cloud.http())
                .withEndpoints(List.of(cloud.endpoint))
                .withCredential(new TokenCredential("x".repeat(16_384))));
        assertThat(refusal(wrong, body(InvocationTypeEnum.INSTALL).withInstanceIds(List.of("bare-1")))
                        .getHttpStatusCode())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("leaves no secret in the log")
    void leavesNoSecretInTheLog() throws IOException {
        refusal(cloud.client("AKEXAMPLE0000000001", "wrong-secret-marker"), body(InvocationTypeEnum.RETRY));
        assertThat(Files.readString(Path.of("target", "server.log")))
                .contains("401")
                .doesNotContain(
                        "skexample",
                        "a-security-token",
                        "sdk-token-marker",
                        "alice-password",
                        "Signature=",
                        "secret-marker");
    }
}
