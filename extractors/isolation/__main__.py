"""Runs the child: `python -m extractors.isolation FILE_DESCRIPTOR MEGABYTES PARENT`."""

import sys

from extractors.isolation.child import main

main(sys.argv[1:])
