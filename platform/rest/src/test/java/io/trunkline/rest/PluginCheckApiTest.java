package io.trunkline.rest;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.trunkline.spi.Permission;
import io.trunkline.testing.DatabaseTestResource;
import io.trunkline.testing.identity.IdentityTestResource;
import io.trunkline.testing.identity.TestTokens;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(DatabaseTestResource.class)
@QuarkusTestResource(IdentityTestResource.class)
class PluginCheckApiTest {

    private static final String CHECK = "/api/v1/operator/plugins/check";

    @Test
    void anOperatorIsToldOfEachPlugin() throws IOException {
        operator()
                .multiPart("file", "spi.jar", spi("0.3.0"), "application/java-archive")
                .post(CHECK)
                .then()
                .statusCode(200)
                .body("spi", equalTo("0.3.0"))
                .body("screens", equalTo(false))
                .body("fits", notNullValue())
                .body("plugins", notNullValue());
    }

    @Test
    void whatIsNoSpiIsAClearProblem() throws IOException {
        operator()
                .multiPart(
                        "file",
                        "notes.txt",
                        "no jar".getBytes(StandardCharsets.UTF_8),
                        "text/plain")
                .post(CHECK)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("SPI_UNREADABLE"))
                .body("title", containsString("notes.txt is no jar"));
        operator()
                .multiPart("file", "spi.jar", spi("soon"), "application/java-archive")
                .post(CHECK)
                .then()
                .statusCode(400)
                .body("title", containsString("states no version"));
        operator()
                .multiPart("other", "spi.jar", spi("0.3.0"), "application/java-archive")
                .post(CHECK)
                .then()
                .statusCode(400)
                .body("code", equalTo("FILE_MISSING"));
    }

    @Test
    void moreThanTwentyMegabytesAreRefused() {
        operator()
                .multiPart("file", "spi.jar", new byte[21 << 20], "application/java-archive")
                .post(CHECK)
                .then()
                .statusCode(413);
    }

    @Test
    void nobodyElseMayAsk() throws IOException {
        for (String tenant : List.of("acme", "globex")) {
            given().auth()
                    .oauth2(TestTokens.of(tenant, "admin"))
                    .multiPart("file", "spi.jar", spi("0.3.0"), "application/java-archive")
                    .post(CHECK)
                    .then()
                    .statusCode(403);
        }
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(TestTokens.operator()).header("Accept-Language", "en");
    }

    private static byte[] spi(String version) throws IOException {
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(jar);
                InputStream permission = Permission.class.getResourceAsStream("Permission.class")) {
            zip.putNextEntry(new ZipEntry("io/trunkline/spi/spi.properties"));
            zip.write(("version=" + version).getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("io/trunkline/spi/Permission.class"));
            zip.write(permission.readAllBytes());
        }
        return jar.toByteArray();
    }
}
