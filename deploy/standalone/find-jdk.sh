# Sourced by trunkline and mvnw: sets TRUNKLINE_JAVA_HOME to a JDK 25, or says what to install.
# JAVA_HOME first, then the folders where systems keep their JDKs.
trunkline_is_jdk25() {
    [ -x "$1/bin/javac" ] && [ -f "$1/release" ] && grep -q '^JAVA_VERSION="25' "$1/release"
}
TRUNKLINE_JAVA_HOME=
for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/25* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$candidate" ] && trunkline_is_jdk25 "$candidate"; then
        TRUNKLINE_JAVA_HOME=$candidate
        break
    fi
done
if [ -z "$TRUNKLINE_JAVA_HOME" ]; then
    echo "Trunkline needs a JDK 25: install one (for example Temurin 25) and set JAVA_HOME to it." >&2
    exit 1
fi
