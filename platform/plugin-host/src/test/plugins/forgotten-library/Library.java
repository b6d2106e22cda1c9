package fixture.forgotten;

/// Compiled, and then left out of the zip.
class Library {

    void close() {}
}
