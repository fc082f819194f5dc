"""From a file on disk to a document with structure, passages, facts and themes."""
