/**
 * The server counts Unicode code points, a browser's strings count UTF-16 units. A character beyond
 * the basic plane (an emoji) is one of the former and two of the latter.
 */
export class Offsets {
  /** @param {string} text the article's text */
  constructor(text) {
    this.text = text;
    this.pairs = [];
    for (let unit = 0; unit < text.length; unit += 1) {
      if (text.codePointAt(unit) > 0xffff) {
        this.pairs.push(unit);
        unit += 1;
      }
    }
  }

  /** The UTF-16 unit at which the code point of that number begins. */
  unit(point) {
    return point + this.#count((unit, index) => unit - index < point);
  }

  /** The number of the code point that the UTF-16 unit belongs to. */
  point(unit) {
    return unit - this.#count((pair) => pair < unit);
  }

  /** The characters between two code points. */
  slice(start, end) {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  /** How many of the ordered pairs, from the first on, fulfil a condition that only ever turns false. */
  #count(holds) {
    let low = 0;
    let high = this.pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.pairs[middle], middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
