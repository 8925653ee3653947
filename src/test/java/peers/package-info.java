/** The contracts of outside systems, held against real servers: {@code ./mvnw -Ppeers verify}. */
package peers;
