#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
"""Use libgopx from Python, by ctypes: gopx.py IMAGE..."""
import ctypes
import sys
from ctypes import POINTER, c_bool, c_char_p, c_int, c_size_t, c_void_p

LIBRARY = ctypes.CDLL('libgopx.so.0')
KINDS = {1: 'gop', 2: 'vbt'}


class Bytes(ctypes.Structure):
    """struct gopx_bytes"""
    _fields_ = [('data', c_void_p), ('size', c_size_t)]


def function(name, result, *arguments):
    it = getattr(LIBRARY, name)
    it.restype, it.argtypes = result, arguments
    return it


version = function('gopx_version', c_char_p)
scan = function('gopx_scan', c_int, c_char_p, c_size_t, c_void_p, POINTER(c_void_p))
status_name = function('gopx_status_name', c_char_p, c_int)
image_free = function('gopx_image_free', None, c_void_p)
finding_count = function('gopx_finding_count', c_size_t, c_void_p)
finding_at = function('gopx_finding_at', c_void_p, c_void_p, c_size_t)
finding_kind = function('gopx_finding_kind', c_int, c_void_p)
finding_best = function('gopx_finding_best', c_bool, c_void_p)
finding_body = function('gopx_finding_body', Bytes, c_void_p)


def findings(data):
    """(kind, best, body) of each driver and table; the bodies are copies."""
    image = c_void_p()
    status = scan(data, len(data), None, ctypes.byref(image))
    if status:
        raise RuntimeError(status_name(status).decode())
    try:
        found = []
        for i in range(finding_count(image)):
            finding = finding_at(image, i)
            body = finding_body(finding)
            found.append((KINDS.get(finding_kind(finding)), finding_best(finding),
                          ctypes.string_at(body.data, body.size)))
        return found
    finally:
        # This frees all that belongs to the image.
        image_free(image)


if __name__ == '__main__':
    for path in sys.argv[1:]:
        with open(path, 'rb') as file:
            for kind, best, body in findings(file.read()):
                print(path, kind, len(body), 'best' if best else '')
