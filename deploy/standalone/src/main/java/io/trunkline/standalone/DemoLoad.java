package io.trunkline.standalone;

/// Gives fresh tenants generated customers, through the product's own interface.
final class DemoLoad {
    DemoLoad(StandaloneStack stack, Home home, Progress progress) {}

    void run() {}
}
