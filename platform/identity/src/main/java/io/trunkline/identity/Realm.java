package io.trunkline.identity;

/// The realm everyone signs in to.
///
/// @param url of Keycloak, without a slash at its end
/// @param webClient the client of the screens: links in mails lead back through it
public record Realm(String url, String name, String webClient) {

    String tokens() {
        return url + "/realms/" + name + "/protocol/openid-connect/token";
    }

    String administration() {
        return url + "/admin/realms/" + name;
    }
}
