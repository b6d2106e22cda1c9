package io.trunkline.core.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"11010519491231002X", "440524188001010014", "110105491231002", "E12345678"})
    void aRightNumberIsKept(String number) {
        assertEquals(Optional.of(number), IdNumbers.normalize(number));
    }

    @Test
    void blanksSmallLettersAndFullWidthDigitsAreForgiven() {
        assertEquals(
                Optional.of("11010519491231002X"), IdNumbers.normalize(" １１０１０５ 19491231 002x "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "110105194912310021",
                "11010519491331002X",
                "010105194912310026",
                "110105491331002",
                "12",
                "a'; DROP TABLE",
                ""
            })
    void aWrongNumberIsNone(String number) {
        assertEquals(Optional.empty(), IdNumbers.normalize(number));
    }

    @ParameterizedTest
    @CsvSource({
        "11010519491231002X, 1101**********002X",
        "110105491231002, 1101*******1002",
        "E12345678, E*******8",
        "AB, ****"
    })
    void aMaskLeavesTheEnds(String number, String mask) {
        assertEquals(mask, IdNumbers.masked(number));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "河南省郑州市金水区花园路18号院3号楼|河南省郑州市金水区**",
                "金水区文化路 12 号院|金水区**",
                "郑州市东风路8号|郑州市**",
                "文化路12号院5号楼|文化**",
                "花园路|花园**",
                "221B Baker Street, London|**, London",
                "221B Baker Street|**"
            })
    void anAddressIsMaskedToItsDistrict(String address, String mask) {
        assertEquals(mask, Addresses.masked(address));
    }
}
