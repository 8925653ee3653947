/** Runs Jobs and Spark applications on Kubernetes clusters, as steps that go on outside Sluice. */
package routes.kubernetes;
