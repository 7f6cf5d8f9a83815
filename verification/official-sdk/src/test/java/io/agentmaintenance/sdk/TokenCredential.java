package io.agentmaintenance.sdk;

import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.auth.ICredential;
import com.huaweicloud.sdk.core.http.HttpClient;
import com.huaweicloud.sdk.core.http.HttpRequest;
import java.util.concurrent.CompletableFuture;

/** A credential that a user of the SDK writes: it sends a token instead of a signature. */
final class TokenCredential implements ICredential {
    private final String token;

    TokenCredential(String token) {
        this.token = token;
    }

    @Override
    public CompletableFuture<ICredential> processAuthParams(HcClient client, String regionId) {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<HttpRequest> processAuthRequest(HttpRequest request, HttpClient http) {
        return CompletableFuture.completedFuture(syncProcessAuthRequest(request, http));
    }

    @Override
    public HttpRequest syncProcessAuthRequest(HttpRequest request, HttpClient http) {
        return request.builder()
                .addAutoFilledPathParam("project_id", LocalCloud.PROJECT)
                .addHeader("X-Auth-Token", token)
                .build();
    }

    @Override
    public ICredential deepClone() {
        return this;
    }
}
