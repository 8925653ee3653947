/** Durable routes: the Camel component that starts runs, remembers their steps, and lets them wait without a thread. */
package routes.engine;
