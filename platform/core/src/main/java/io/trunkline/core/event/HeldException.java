package io.trunkline.core.event;

/// A subscriber cannot be reached now, through no fault of its own: the event is kept for it, in
/// its order, until it can.
public final class HeldException extends RuntimeException {

    public HeldException(String message) {
        super(message);
    }
}
