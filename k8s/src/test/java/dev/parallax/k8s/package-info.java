/** Holds the manifests against the Kubernetes model and against what the services really are. */
package dev.parallax.k8s;
