/** Measurements of the packaged application, each beside a comparator of the same run: {@code ./sluice bench}. */
package bench;
