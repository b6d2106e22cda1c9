package io.trunkline.spi;

/// One HTTP operation of a plugin, served at `/api/v1/plugins/{plugin}{path}` by the platform's
/// gateway, which signs the caller in, finds the tenant, checks that the tenant has the plugin
/// enabled and that the caller holds the permission, and reads and writes JSON.
///
/// Ids are 64-bit and are text in JSON: the gateway writes `long` record components as text and
/// reads both.
///
/// @param method the HTTP method
/// @param path starts with a slash; `{name}` stands for one segment
/// @param permission what the caller must hold; there is no route without one
/// @param input type of the body, a record; `Void` for none
/// @param output type of the answer, a record or a record array, some megabytes of JSON at most;
///   `Void` answers 204
/// @param handler called on a thread of the plugin's own, outside of any transaction; the thread
///   serves other tenants afterwards, so nothing is left in its thread locals
public record Route<I, O>(
        Method method,
        String path,
        Permission permission,
        Class<I> input,
        Class<O> output,
        Handler<I, O> handler) {

    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    /// @param <I> the body
    /// @param <O> the answer; null only where the route's output is `Void`
    @FunctionalInterface
    public interface Handler<I, O> {
        O handle(TenantSession session, RouteRequest<I> request);
    }

    public static <O> Route<Void, O> get(
            String path, Permission permission, Class<O> output, Handler<Void, O> handler) {
        return new Route<>(Method.GET, path, permission, Void.class, output, handler);
    }

    public static <I, O> Route<I, O> post(
            String path,
            Permission permission,
            Class<I> input,
            Class<O> output,
            Handler<I, O> handler) {
        return new Route<>(Method.POST, path, permission, input, output, handler);
    }

    public static <I, O> Route<I, O> put(
            String path,
            Permission permission,
            Class<I> input,
            Class<O> output,
            Handler<I, O> handler) {
        return new Route<>(Method.PUT, path, permission, input, output, handler);
    }
}
