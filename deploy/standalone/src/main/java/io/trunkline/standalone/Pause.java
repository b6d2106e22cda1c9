package io.trunkline.standalone;

/// Waiting between two looks.
final class Pause {
    private Pause() {}

    static void milliseconds(long time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Interrupted.", e);
        }
    }
}
