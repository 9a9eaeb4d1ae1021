"""One file a migration; never change one that has been released."""
