"""PDFium's functions that are called for each character and path, and memory for what they write.

pypdfium2 converts typed pointers at each call; that took half the time of reading a page. Functions that take plain
addresses (`direct`) still make an object of each at every call; those that take only handles, references made once and
small integers (`bare`) make none, which halves the time of a call that writes four numbers.
"""

import ctypes
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_ADDRESS = ctypes.c_void_p
_INT = ctypes.c_int
# records a block holds: more characters than most pages have
_ROWS = 2048


class Handle(ctypes.c_void_p):
    """The address of a thing of PDFium's; `value` is null for none. A subclass, for ctypes makes a plain one an int."""


# Name in PDFium, what it gives, and what it takes after the handle.
_TAKES: dict[str, tuple[type, tuple[type, ...]]] = {
    "FPDFText_GetUnicode": (ctypes.c_uint, (_INT,)),
    "FPDFText_GetText": (_INT, (_INT, _INT, _ADDRESS)),
    "FPDFText_GetCharBox": (_INT, (_INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)),
    "FPDFText_GetCharOrigin": (_INT, (_INT, _ADDRESS, _ADDRESS)),
    "FPDFText_GetCharAngle": (ctypes.c_float, (_INT,)),
    "FPDFText_IsGenerated": (_INT, (_INT,)),
    "FPDFText_GetTextObject": (_ADDRESS, (_INT,)),
    "FPDFPage_GetObject": (Handle, (_INT,)),
    "FPDFFormObj_GetObject": (Handle, (ctypes.c_ulong,)),
    "FPDFPageObj_GetType": (_INT, ()),
    "FPDFPageObj_GetBounds": (_INT, (_ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)),
    "FPDFPageObj_GetMatrix": (_INT, (_ADDRESS,)),
    "FPDFPageObj_GetClipPath": (_ADDRESS, ()),
    "FPDFClipPath_CountPaths": (_INT, ()),
    "FPDFClipPath_CountPathSegments": (_INT, (_INT,)),
    "FPDFClipPath_GetPathSegment": (_ADDRESS, (_INT, _INT)),
    "FPDFPath_GetDrawMode": (_INT, (_ADDRESS, _ADDRESS)),
    "FPDFPath_CountSegments": (_INT, ()),
    "FPDFPath_GetPathSegment": (_ADDRESS, (_INT,)),
    "FPDFPathSegment_GetPoint": (_INT, (_ADDRESS, _ADDRESS)),
    "FPDFPathSegment_GetType": (_INT, ()),
    "FPDFPathSegment_GetClose": (_INT, ()),
}


@cache
def direct(raw: Any, name: str) -> Any:  # noqa: ANN401 - a C function of pypdfium2.raw, which has no types
    """Give the C function `name` of `raw`, whose first argument is the address of a handle."""
    gives, takes = _TAKES[name]
    # PYFUNCTYPE keeps the interpreter's lock: PDFium is called by one thread at a time, and giving it up takes time
    prototype = ctypes.PYFUNCTYPE(gives, _ADDRESS, *takes)
    return prototype(address_of(getattr(raw, name)))


@cache
def bare(raw: Any, name: str) -> Any:  # noqa: ANN401
    """Give the C function `name` of `raw`, which takes handles, references of a block, and integers of 32 bits.

    Nothing is converted or checked: an address given as a plain integer would lose its upper half.
    """
    gives, _ = _TAKES[name]
    return ctypes.PYFUNCTYPE(gives)(address_of(getattr(raw, name)))


class Block:
    """Memory for records of `columns` numbers that C functions write, with a reference to each number made once.

    `references` has a list for each column; `numbers` is the memory as an array, a row a record.
    """

    rows = _ROWS

    def __init__(self, number: type[ctypes.c_double | ctypes.c_float | ctypes.c_int], columns: int) -> None:
        memory = (number * (columns * _ROWS))()
        size = ctypes.sizeof(number)
        self.references = [
            [ctypes.byref(memory, (row * columns + column) * size) for row in range(_ROWS)] for column in range(columns)
        ]
        self.numbers: NDArray[np.generic] = np.ctypeslib.as_array(memory).reshape(_ROWS, columns)


@cache
def block(number: type[ctypes.c_double | ctypes.c_float | ctypes.c_int], columns: int) -> Block:
    """Give the process's block of that shape: PDFium is called by one thread at a time."""
    return Block(number, columns)


def address_of(handle: Any) -> int:  # noqa: ANN401 - any pointer of ctypes
    """Give the address a pointer holds; 0 for none."""
    return ctypes.cast(handle, _ADDRESS).value or 0
