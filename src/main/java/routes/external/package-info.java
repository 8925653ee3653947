/** Steps that go on in external systems: begun once under a name of ours, watched together, ended wherever the run is. */
package routes.external;
