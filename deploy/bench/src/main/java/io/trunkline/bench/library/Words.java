package io.trunkline.bench.library;

/// Makes the notes of entries.
public final class Words {

    private Words() {}

    public static String of(int client, long number) {
        return "entry " + number + " of client " + client;
    }
}
