package io.trunkline.bench;

import io.trunkline.standalone.StandaloneStack;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Finding a customer by phone, as an agent does when the phone rings.
final class Lookup {

    private static final int CLIENTS = 8;

    private Lookup() {}

    static void run(StandaloneStack stack, Connection superuser, long customers, Duration round)
            throws Exception {
        long present = customers * 7 / 10;
        String token = stack.token(SampleData.LARGE, "supervisor");
        String marker = SampleData.phone(4711);
        Rest probe = new Rest(stack.url(), token);
        // The first requests fill caches; the recorded one must be like those that are measured.
        for (int i = 0; i < 20; i++) {
            lookup(probe, SampleData.phone(i));
        }
        Recording recording =
                new Recorder(stack, superuser)
                        .record(
                                stack.appDatabase().username(),
                                marker,
                                () -> lookup(probe, marker));
        System.out.printf(
                "one look-up executes %d statements between BEGIN and COMMIT%n",
                recording.statements().size());

        List<Load.Client> product = new ArrayList<>();
        List<Load.Client> floor = new ArrayList<>();
        List<Replay> replays = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                Rest rest = new Rest(stack.url(), token);
                SplittableRandom random = new SplittableRandom(i);
                product.add(() -> lookup(rest, SampleData.phone(random.nextLong(present))));
                floor.add(floorClient(stack, recording, marker, present, i, replays));
            }
            new Comparison("lookup", product, floor, round).run();
        } finally {
            for (Replay replay : replays) {
                replay.close();
            }
        }
    }

    private static Load.Client floorClient(
            StandaloneStack stack,
            Recording recording,
            String marker,
            long present,
            int seed,
            List<Replay> replays)
            throws SQLException {
        Replay replay = new Replay(stack.appDatabase().connect(), recording);
        replays.add(replay);
        SplittableRandom random = new SplittableRandom(1000 + seed);
        return () -> {
            String phone = SampleData.phone(random.nextLong(present));
            if (replay.run(value -> value == null ? null : value.replace(marker, phone))
                    .isEmpty()) {
                throw new IllegalStateException("the floor found nobody with " + phone);
            }
        };
    }

    private static String lookup(Rest rest, String phone) throws Exception {
        String body =
                rest.get(
                        "/api/v1/customers?limit=10&phone="
                                + URLEncoder.encode(phone, StandardCharsets.UTF_8));
        if (!body.contains("\"externalNumber\"")) {
            throw new IllegalStateException("nobody found with " + phone + ": " + body);
        }
        return body;
    }
}
