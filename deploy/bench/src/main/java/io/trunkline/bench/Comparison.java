package io.trunkline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The product's path and its floor, measured in turn so that a noisy moment of the machine hits
/// both.
///
/// @param name what the last line is called
/// @param product clients of the product's path
/// @param floor as many clients of the floor
/// @param round length of one measurement
record Comparison(
        String name,
        List<? extends Load.Client> product,
        List<? extends Load.Client> floor,
        Duration round) {

    private static final int ROUNDS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    /// Prints each round and, last, `name ratio 0.41`.
    void run() throws InterruptedException {
        // A fresh server compiles its hot paths for about a minute on two busy cores; until then it
        // would be the compiler that is measured.
        System.out.printf("warming up, %d clients each%n", product.size());
        Load.run(product, WARM_UP);
        Load.run(floor, round);
        List<Double> productRates = new ArrayList<>();
        List<Double> floorRates = new ArrayList<>();
        for (int i = 1; i <= ROUNDS; i++) {
            double productRate = Load.run(product, round);
            double floorRate = Load.run(floor, round);
            productRates.add(productRate);
            floorRates.add(floorRate);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: REST %8.0f/s   floor %8.0f/s   %.2f%n",
                    i,
                    productRate,
                    floorRate,
                    productRate / floorRate);
        }
        double productMedian = median(productRates);
        double floorMedian = median(floorRates);
        System.out.printf(
                Locale.ROOT, "median: REST %.0f/s, floor %.0f/s%n", productMedian, floorMedian);
        System.out.printf(Locale.ROOT, "%s ratio %.2f%n", name, productMedian / floorMedian);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
