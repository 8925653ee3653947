/** Breaks things under the packaged application, and counts what is left: {@code ./mvnw -Pfaults verify}. */
package faults;
