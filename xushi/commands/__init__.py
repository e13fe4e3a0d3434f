"""The commands of `xushi`, each thin over the packages, which are imported when it runs."""
