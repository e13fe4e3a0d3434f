"""Reads files in a child process: a hang, a crash or a bomb costs that file alone."""
