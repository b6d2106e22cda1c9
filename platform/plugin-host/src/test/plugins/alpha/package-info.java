@NullMarked
package fixture.alpha;

import org.jspecify.annotations.NullMarked;
