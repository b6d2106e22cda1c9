package io.trunkline.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import java.util.List;

/// What an open page looks like to who has to read it, as the browser computes it.
final class Sight {

    /// Text that stands less than 4.5:1 off what is behind it. Looks through shadow roots and
    /// slots, past boxes it hangs out of; leaves out what is scrolled away or switched off.
    private static final String FAINT =
            """
            () => {
              const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
              const known = new Map();
              const rgba = text => {
                if (!known.has(text)) {
                  canvas.clearRect(0, 0, 1, 1);
                  canvas.fillStyle = text;
                  canvas.fillRect(0, 0, 1, 1);
                  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
                  known.set(text, [r, g, b, a / 255]);
                }
                return known.get(text);
              };
              const above = node => node.assignedSlot || node.parentNode || node.host;
              const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3]));
              const behind = element => {
                const layers = [];
                const box = element.getBoundingClientRect();
                const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                for (let node = element; node; node = above(node)) {
                  if (node.nodeType !== 1) continue;
                  const style = getComputedStyle(node);
                  const around = node.getBoundingClientRect();
                  if (around.width > 0 && (x < around.left || x > around.right
                      || y < around.top || y > around.bottom)) {
                    if (style.overflow !== 'visible') return null;
                    continue;
                  }
                  if (style.backgroundImage !== 'none' && style.backgroundImage.includes('url')) return null;
                  const colour = rgba(style.backgroundColor);
                  if (colour[3] > 0) layers.push(colour);
                  if (colour[3] === 1) break;
                }
                return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255]);
              };
              const light = colour => colour.map(c => c / 255)
                .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
              const off = element => {
                for (let node = element; node; node = above(node)) {
                  if (node.nodeType === 1 && (node.hasAttribute('disabled')
                      || node.getAttribute('aria-disabled') === 'true')) return true;
                }
                return false;
              };
              const found = [];
              const visit = root => {
                for (const element of root.querySelectorAll('*')) {
                  if (element.shadowRoot) visit(element.shadowRoot);
                  const words = [...element.childNodes].filter(node => node.nodeType === 3)
                    .map(node => node.textContent.trim()).join('');
                  if (!words || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
                  const box = element.getBoundingClientRect();
                  if (box.width < 2 || box.height < 2 || off(element)) continue;
                  const back = behind(element);
                  if (!back) continue;
                  const front = over(rgba(getComputedStyle(element).color), back);
                  const [a, b] = [light(front), light(back)];
                  const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
                  if (contrast < 4.5) {
                    found.push(words.slice(0, 20) + ' <' + element.tagName.toLowerCase() + ' '
                      + element.className + '> ' + contrast.toFixed(2));
                  }
                }
              };
              visit(document.body);
              return [...new Set(found)].slice(0, 12);
            }
            """;

    /// Buttons and links of the page that a finger misses: lower than 44 px where fingers are used.
    private static final String SMALL =
            """
            () => matchMedia('(pointer: coarse)').matches
              ? [...document.querySelectorAll('.tl-view vaadin-button, .tl-view .tl-link-button, .tl-view vaadin-text-field')]
                  .filter(one => one.checkVisibility({ visibilityProperty: true }))
                  .map(one => [one, one.getBoundingClientRect()])
                  .filter(([one, box]) => box.height > 0 && box.height < 40)
                  .map(([one, box]) => one.textContent.trim().slice(0, 20) + ' ' + box.height)
              : []
            """;

    /// The most rows a list has drawn: one that grows with its rows takes the browser down.
    private static final String ROWS =
            """
            () => Math.max(0, ...[...document.querySelectorAll('vaadin-grid')]
              .map(one => one.shadowRoot.querySelectorAll('#items > tr').length))
            """;

    private static final int MOST_ROWS = 200;

    private Sight() {}

    /// Asserts that the page can be read, fits the window, can be touched and draws what is seen.
    static void check(Page page, String name) {
        assertEquals(List.of(), page.evaluate(FAINT), name + ": faint text");
        assertEquals(List.of(), page.evaluate(SMALL), name + ": small targets");
        var rows = ((Number) page.evaluate(ROWS)).intValue();
        assertTrue(rows < MOST_ROWS, () -> name + " has drawn " + rows + " rows");
        assertEquals(
                page.evaluate("() => innerWidth"),
                page.evaluate("() => Math.max(innerWidth, document.documentElement.scrollWidth)"),
                name + ": wider than the window");
    }

    /// @param theme `light` or `dark`
    static void dress(Page page, String theme) {
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme);
        page.evaluate("() => new Promise(done => setTimeout(done, 300))");
    }
}
