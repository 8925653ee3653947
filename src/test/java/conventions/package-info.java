/** What holds for every file of a kind: routes, Kamelets, packages, settings and their manual. Nothing here starts Sluice. */
package conventions;
