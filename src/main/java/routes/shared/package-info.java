/** What all packages need and none of them owns: the store, the clock, the error for input that never heals. */
package routes.shared;
