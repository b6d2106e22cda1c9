package io.trunkline.ui.shell;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// A browser's session under requests that come side by side.
final class BrowserSessionTest {

    private final List<String> calls = new ArrayList<>();

    @Test
    void whatAnotherRequestEndedMeanwhileIsOver() {
        HttpServletRequest request = request(true);

        assertDoesNotThrow(() -> BrowserSession.end(request));
        assertDoesNotThrow(() -> BrowserSession.claim(request, "li zhengzhou"));

        assertEquals(List.of("invalidate", "getAttribute"), calls);
    }

    @Test
    void onesOwnPagesStayAndAnothersEnd() {
        HttpServletRequest request = request(false);

        BrowserSession.claim(request, "li zhengzhou");
        assertEquals(List.of("getAttribute"), calls);
        BrowserSession.claim(request, "li wuhan");

        assertEquals(List.of("getAttribute", "getAttribute", "invalidate"), calls);
    }

    /// @param over whether its session was ended since it was looked up
    private HttpServletRequest request(boolean over) {
        HttpSession session =
                proxy(
                        HttpSession.class,
                        method -> {
                            calls.add(method);
                            if (over) {
                                throw new IllegalStateException("ended");
                            }
                            return method.equals("getAttribute") ? "li zhengzhou" : null;
                        });
        return proxy(HttpServletRequest.class, method -> session);
    }

    private static <T> T proxy(Class<T> type, Function<String, Object> answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> answer.apply(method.getName())));
    }
}
