package io.trunkline.server;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/// Without TLS the server speaks HTTP/1.1 only. Answers of some hundred kilobytes overtook the
/// upgrade to HTTP/2 that Java's own client asks for (12 of 300), and the client gave up with a
/// protocol error. With TLS, HTTP/2 is agreed on before the first byte and stays on.
@ApplicationScoped
public class PlainHttp implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
