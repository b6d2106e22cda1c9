package io.trunkline.testing.plugin;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.trunkline.spi.Route;
import io.trunkline.testing.identity.TestTokens;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Calls the routes of the plugin under test through the API.
record PluginRoutes(TestedPlugin plugin) {

    private static final String NOBODYS_ID = "1";

    List<Route<?, ?>> all() {
        return plugin.construct().routes();
    }

    /// @param user name of a member of the tenant; null for nobody
    /// @param body for routes that take one
    Response call(Route<?, ?> route, String tenant, @Nullable String user, String body) {
        RequestSpecification request = RestAssured.given();
        if (user != null) {
            String token = TestTokens.token(user + "." + tenant, List.of(tenant), List.of());
            request.auth().oauth2(token);
        }
        if (route.input() != Void.class) {
            request.contentType(ContentType.JSON).body(body);
        }
        return request.request(route.method().name(), path(route));
    }

    private String path(Route<?, ?> route) {
        return "/api/v1/plugins/" + plugin.id() + route.path().replaceAll("\\{[^}]*}", NOBODYS_ID);
    }
}
