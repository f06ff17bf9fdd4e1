"""Reproducible evaluation of the tambon Santitham programme (ตำบลสันติธรรม)."""

__version__ = "0.1.0"
