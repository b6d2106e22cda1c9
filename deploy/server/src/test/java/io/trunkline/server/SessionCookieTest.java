package io.trunkline.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SessionCookieTest {

    @Test
    void isKeptFromScriptsAndOtherSites() {
        assertEquals(
                "JSESSIONID=a; path=/; HttpOnly; SameSite=Lax",
                SessionCookie.harden("JSESSIONID=a; path=/", false));
        assertEquals(
                "JSESSIONID=a; path=/; HttpOnly; SameSite=Lax; Secure",
                SessionCookie.harden("JSESSIONID=a; path=/; HttpOnly", true));
    }
}
