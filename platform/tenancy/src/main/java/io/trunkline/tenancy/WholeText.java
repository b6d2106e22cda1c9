package io.trunkline.tenancy;

/// Which texts can be kept as they are: the database takes no U+0000, and half a character would
/// silently become a question mark.
public final class WholeText {

    private WholeText() {}

    public static boolean is(String text) {
        return text.codePoints().noneMatch(WholeText::isNone);
    }

    /// A surrogate that is left over among code points has lost its other half.
    private static boolean isNone(int codePoint) {
        return codePoint == 0
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
    }
}
