"""Events: the clauses of a text that say which stage a work reaches, or by when."""
