/** Real servers inside this JVM, and labelled stand-ins for what cannot be embedded: for the tests and for the demo. */
package sandbox;
